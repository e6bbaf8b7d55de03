"""The signature of `current.json`: ECDSA P-256 with SHA-256 (contract.md, The published edition)."""

import base64
import hashlib
import os
import tempfile
from pathlib import Path

import orjson
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils

SIZE = 32  # bytes of each half of a signature, and of each coordinate


class SigningError(ValueError):
    """The key is no P-256 key. The message names its file."""


def canonical(document: dict[str, object]) -> bytes:
    """What is signed: the document without its signature, keys sorted, no spaces, UTF-8."""
    rest = {key: value for key, value in document.items() if key != "signature"}
    return orjson.dumps(rest, option=orjson.OPT_SORT_KEYS)


class Signer:
    """A private key. Make one with `Signer.of`."""

    def __init__(self, key: ec.EllipticCurvePrivateKey) -> None:
        self._key = key

    @classmethod
    def of(cls, path: Path) -> "Signer":
        """The key in a file, made where there is none, readable by its owner alone. Raises SigningError."""
        if not path.exists():
            _make(path)
        key = serialization.load_pem_private_key(path.read_bytes(), None)
        if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
            raise SigningError(f"{path.name} is no P-256 key")
        return cls(key)

    def sign(self, document: dict[str, object]) -> str:
        """The signature as base64 of r and s."""
        found = self._key.sign(canonical(document), ec.ECDSA(hashes.SHA256()))
        r, s = utils.decode_dss_signature(found)
        return base64.b64encode(r.to_bytes(SIZE, "big") + s.to_bytes(SIZE, "big")).decode("ascii")

    def jwk(self) -> dict[str, str]:
        """The public key as a JSON Web Key (RFC 7517)."""
        numbers = self._key.public_key().public_numbers()
        return {
            "alg": "ES256",
            "crv": "P-256",
            "kid": self.key_id(),
            "kty": "EC",
            "use": "sig",
            "x": _base64url(numbers.x.to_bytes(SIZE, "big")),
            "y": _base64url(numbers.y.to_bytes(SIZE, "big")),
        }

    def key_id(self) -> str:
        """The key's thumbprint (RFC 7638)."""
        numbers = self._key.public_key().public_numbers()
        least = {
            "crv": "P-256",
            "kty": "EC",
            "x": _base64url(numbers.x.to_bytes(SIZE, "big")),
            "y": _base64url(numbers.y.to_bytes(SIZE, "big")),
        }
        return _base64url(hashlib.sha256(orjson.dumps(least, option=orjson.OPT_SORT_KEYS)).digest())


def _make(path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    body = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    # Made with its mode, so that at no moment anybody else can read it; and with a name of its own.
    number, draft = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    with os.fdopen(number, "wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # of two that make one at once, the first one's counts
    except FileExistsError:
        pass
    finally:
        Path(draft).unlink()


def _base64url(body: bytes) -> str:
    return base64.urlsafe_b64encode(body).decode("ascii").rstrip("=")
