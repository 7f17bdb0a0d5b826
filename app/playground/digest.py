"""A door that opens to Digest authentication with MD5 or SHA-256 (RFC 7616)."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from urllib.request import parse_http_list, parse_keqv_list

from starlette.requests import Request
from starlette.responses import Response

from app.playground.answers import answer_json
from app.playground.arrival import arrival_of
from app.playground.endpoint import ANY, Endpoint
from app.playground.problems import Problem

REALM = "playground"
_HASHES = {"SHA-256": "sha256", "MD5": "md5", "SHA-256-sess": "sha256", "MD5-sess": "md5"}
_MOST_NONCES = 1000
_NEEDED = ("username", "nonce", "uri", "response", "qop", "nc", "cnonce")


class DigestDoor:
    """Issues nonces, checks the answers to them, and lets no answer be played twice."""

    def __init__(self) -> None:
        self._counts: dict[str, set[str]] = {}  # the nonce counts seen for each nonce, oldest nonce first

    def endpoints(self) -> tuple[Endpoint, ...]:
        """The one address of this door."""
        summary = "Digest authentication, SHA-256 or MD5; algorithm=MD5 offers only that."
        example = "/digest-auth/ada/lovelace?algorithm=MD5"
        return (Endpoint("/digest-auth/{user}/{password}", summary, self.check, ANY, example=example),)

    async def check(self, request: Request) -> Response:
        """Let in who proves to know the user and password of the path."""
        scheme, _space, rest = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "digest":
            raise self._refusal(request, "Send a Digest answer to one of the challenges.")
        given = read_credentials(rest)
        algorithm = given.get("algorithm", "MD5")
        if algorithm not in offered_algorithms(request):
            raise self._refusal(request, f"The algorithm {algorithm} was not offered.")
        self._compare(request, given, algorithm)
        return answer_json({"authenticated": True, "user": given["username"], "algorithm": algorithm})

    def _compare(self, request: Request, given: dict[str, str], algorithm: str) -> None:
        # A question mark with nothing behind it does not survive Hypercorn.
        if given["uri"].removesuffix("?") != arrival_of(request).target.decode("latin-1"):
            raise Problem(400, f"The Digest uri is {given['uri']}, which is not the target of the request.")
        params = request.path_params
        expected = expected_response(given, algorithm, (params["user"], params["password"]), request.method)
        right_user = given["username"] == params["user"]
        if not right_user or not hmac.compare_digest(expected, given["response"].encode()):
            raise self._refusal(request, "The user or the password is not the one of the path.")
        counts = self._counts.get(given["nonce"])
        if counts is None or given["nc"] in counts:
            raise self._refusal(request, "The nonce is unknown, or this count was used before.", stale=True)
        counts.add(given["nc"])

    def _refusal(self, request: Request, detail: str, stale: bool = False) -> Problem:
        nonce = secrets.token_hex(16)
        self._counts[nonce] = set()
        if len(self._counts) > _MOST_NONCES:
            del self._counts[next(iter(self._counts))]
        suffix = ", stale=true" if stale else ""
        challenges = [
            f'Digest realm="{REALM}", qop="auth", algorithm={algorithm}, nonce="{nonce}", '
            f'opaque="{nonce[:8]}", charset=UTF-8{suffix}'
            for algorithm in offered_algorithms(request)
        ]
        return Problem(401, detail, [("WWW-Authenticate", challenge) for challenge in challenges])


def read_credentials(text: str) -> dict[str, str]:
    """The parameters of a Digest answer.

    Raises:
        Problem: status 400 when they cannot be read, when one is missing, or for a qop but "auth".
    """
    try:
        given = parse_keqv_list(parse_http_list(text))
    except (ValueError, IndexError):
        raise Problem(400, "The Digest credentials are not a list of name=value.") from None
    if missing := [name for name in _NEEDED if name not in given]:
        raise Problem(400, f"The Digest credentials lack {', '.join(missing)}.")
    if given["qop"] != "auth":
        raise Problem(400, f'The Digest qop is {given["qop"]!r}; only "auth" was offered.')
    return given


def offered_algorithms(request: Request) -> tuple[str, ...]:
    """What ``algorithm`` in the query asks for; else SHA-256 and, for older clients, MD5."""
    wanted = request.query_params.get("algorithm")
    if wanted is None:
        return ("SHA-256", "MD5")
    if wanted not in _HASHES:
        raise Problem(400, f"algorithm is {wanted!r}; it has to be one of {', '.join(_HASHES)}.")
    return (wanted,)


def expected_response(
    given: dict[str, str], algorithm: str, credentials: tuple[str, str], method: str, realm: str = REALM
) -> bytes:
    """The response that the right password gives (RFC 7616 section 3.4.1, qop "auth")."""

    def digest(text: str) -> str:
        return hashlib.new(_HASHES[algorithm], text.encode()).hexdigest()

    user, password = credentials
    first = digest(f"{user}:{realm}:{password}")
    if algorithm.endswith("-sess"):
        first = digest(f"{first}:{given['nonce']}:{given['cnonce']}")
    second = digest(f"{method}:{given['uri']}")
    middle = ":".join(given[name] for name in ("nonce", "nc", "cnonce", "qop"))
    return digest(f"{first}:{middle}:{second}").encode()
