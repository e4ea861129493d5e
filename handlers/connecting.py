"""What is raised where no connection to Telegram came about, so that nothing was sent."""

from typing import Final

from aiohttp import ClientConnectorError, ConnectionTimeoutError
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError

BROKEN_PROXY: Final = (ProxyConnectionError, ProxyError, ProxyTimeoutError)
NOT_CONNECTED: Final = (ClientConnectorError, ConnectionTimeoutError, *BROKEN_PROXY)
