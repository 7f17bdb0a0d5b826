"""A WebSocket that says back whatever it hears."""

from __future__ import annotations

from starlette.websockets import WebSocket, WebSocketDisconnect


async def echo_messages(socket: WebSocket) -> None:
    """Echo text as text and bytes as bytes until the client closes; take the first subprotocol offered."""
    offered: list[str] = socket.scope["subprotocols"]
    await socket.accept(subprotocol=offered[0] if offered else None)
    try:
        while True:
            message = await socket.receive()
            if message["type"] == "websocket.disconnect":
                return
            if message.get("text") is not None:
                await socket.send_text(message["text"])
            else:
                await socket.send_bytes(message["bytes"])
    except WebSocketDisconnect:
        return
