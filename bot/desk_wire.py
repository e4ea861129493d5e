"""The desk's line to Telegram."""

from typing import Any, Final

from aiohttp import (
    BaseConnector,
    ClientError,
    ClientSession,
    ClientTimeout,
    FormData,
    TCPConnector,
)
from aiohttp_socks import ProxyConnector
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from typing_extensions import override

from handlers.connecting import BROKEN_PROXY

CONNECTIONS: Final = 64
CONNECTING: Final = 5.0  # seconds
WAITING: Final = 20.0  # seconds for a free connection, and for each part of an answer


class Wire(BaseRequest):
    """PTB's calls by way of aiohttp, as the intake's: its own way takes several times as long."""

    def __init__(self, proxy: str = "") -> None:
        self._proxy = proxy
        self._session: ClientSession | None = None

    @property
    @override
    def read_timeout(self) -> float:
        return WAITING

    @override
    async def initialize(self) -> None:
        """Connections are opened when they are needed."""

    @override
    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    @override
    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        if self._session is None:
            self._session = ClientSession(
                connector=self._connector(), headers={"User-Agent": self.USER_AGENT}
            )
        reading = WAITING if read_timeout is BaseRequest.DEFAULT_NONE else read_timeout
        patience = ClientTimeout(
            total=None, connect=WAITING, sock_connect=CONNECTING, sock_read=reading
        )
        form = _form(request_data) if request_data and request_data.contains_files else None
        said = request_data.parameters if request_data and form is None else None
        try:
            async with self._session.request(
                method, url, data=form, json=said, timeout=patience
            ) as answer:
                return answer.status, await answer.read()
        except TimeoutError as error:
            raise TimedOut from error
        except (ClientError, OSError, *BROKEN_PROXY) as error:
            raise NetworkError(f"{type(error).__name__}: {error}") from error

    def _connector(self) -> BaseConnector:
        if self._proxy:
            return ProxyConnector.from_url(self._proxy, limit=CONNECTIONS)
        return TCPConnector(limit=CONNECTIONS)


def _form(asked: RequestData) -> FormData:
    form = FormData()
    for name, value in asked.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in asked.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form
