"""A WebSocket that says back whatever it hears."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp
from starlette.websockets import WebSocket, WebSocketDisconnect

from app.playground.endpoint import Endpoint
from app.playground.problems import Problem


async def ask_for_upgrade(request: Request) -> ASGIApp:
    """Tell a plain request that a WebSocket begins with an upgrade (RFC 6455 section 4)."""
    # HTTP/2 has no such header, and h2 would refuse to send it.
    fields = [("Upgrade", "websocket")] if request.scope["http_version"] != "2" else []
    raise Problem(426, "This address is a WebSocket; open it with ws:// or wss://.", fields)


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


ENDPOINTS = (Endpoint("/ws", "A WebSocket that echoes every message.", ask_for_upgrade),)
