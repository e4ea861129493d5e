"""Files the playground holds in memory; a file id belongs to one bot."""

import hashlib
import io
import secrets
from dataclasses import dataclass, field

from PIL import Image, UnidentifiedImageError

from playground.refusals import bad_request

DOWNLOAD_LIMIT = 20 * 1024 * 1024
UPLOAD_LIMIT = 50 * 1024 * 1024
PHOTO_LIMIT = 10 * 1024 * 1024


@dataclass(frozen=True)
class StoredFile:
    """Bytes somebody sent, with the name and type they gave."""

    unique_id: str
    data: bytes = field(repr=False)
    name: str
    mime: str
    width: int = 0
    height: int = 0

    @property
    def sha256(self) -> str:
        """The digest of the content, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


class Files:
    """All files, the ids each bot knows them by, and the paths they are fetched from."""

    def __init__(self) -> None:
        self.stored: dict[str, StoredFile] = {}
        self._by_id: dict[str, tuple[int, StoredFile]] = {}
        self._ids: dict[tuple[int, str], str] = {}
        self._paths: dict[tuple[int, str], StoredFile] = {}

    def keep(self, data: bytes, name: str, mime: str, size: tuple[int, int] = (0, 0)) -> StoredFile:
        """Hold new bytes."""
        file = StoredFile(secrets.token_urlsafe(11), data, name, mime, *size)
        self.stored[file.unique_id] = file
        return file

    def keep_photo(self, data: bytes, name: str) -> list[StoredFile]:
        """Hold a photo in the sizes Telegram offers, the largest last and byte for byte as sent.

        Telegram itself would re-encode it; here the bytes stay, so that whoever relies on
        Telegram to take out a camera's traces is found out.
        """
        if len(data) > PHOTO_LIMIT:
            raise bad_request("file is too big for a photo")
        try:
            with Image.open(io.BytesIO(data)) as image:
                mime = Image.MIME.get(image.format or "", "image/jpeg")
                full = self.keep(data, name, mime, image.size)
                if max(image.size) <= 90:
                    return [full]
                image.thumbnail((90, 90))
                small, buffer = image.convert("RGB"), io.BytesIO()
        except (UnidentifiedImageError, OSError, ValueError):
            raise bad_request("IMAGE_PROCESS_FAILED") from None
        small.save(buffer, "JPEG", quality=70)
        return [self.keep(buffer.getvalue(), name, "image/jpeg", small.size), full]

    def id_for(self, bot_id: int, file: StoredFile) -> str:
        """The id by which this bot, and no other, may use the file."""
        key = (bot_id, file.unique_id)
        if key not in self._ids:
            file_id = "AgACAgUAAx" + secrets.token_urlsafe(40)
            self._ids[key] = file_id
            self._by_id[file_id] = (bot_id, file)
        return self._ids[key]

    def by_id(self, bot_id: int, file_id: str) -> StoredFile:
        """The file a bot names; refused when the id is another bot's or nobody's."""
        owner, file = self._by_id.get(file_id, (None, None))
        if file is None or owner != bot_id:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return file

    def path_for(self, bot_id: int, file: StoredFile) -> str:
        """Where this bot may fetch the file; refused above 20 MB."""
        if len(file.data) > DOWNLOAD_LIMIT:
            raise bad_request("file is too big")
        folder = "photos" if file.width else "documents"
        ending = file.name.rpartition(".")[2] if "." in file.name else "bin"
        number = int.from_bytes(file.unique_id.encode()[:3]) % 100_000
        path = f"{folder}/file_{number}_{file.unique_id[-4:]}.{ending}"
        self._paths[bot_id, path] = file
        return path

    def at_path(self, bot_id: int, path: str) -> StoredFile | None:
        """What lies at a path this bot was given."""
        return self._paths.get((bot_id, path))
