"""Methods by which a bot gets its updates."""

from typing import Any
from urllib.parse import urlsplit

from playground.bot_api.call import Call, method
from playground.refusals import bad_request, conflict
from playground.webhooks import start_webhook, stop_webhook

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@method("getUpdates")
async def get_updates(call: Call) -> list[dict[str, Any]]:
    """What waits, at once or within `timeout` seconds; kept until a higher offset comes."""
    if call.bot.settings.get("webhook"):
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    inbox = call.bot.inbox
    inbox.allow(call.value("allowed_updates"))
    return await inbox.poll(
        offset=call.number("offset"),
        limit=min(100, max(1, call.number("limit", 100))),
        seconds=min(50, max(0, call.number("timeout"))),
        now=call.world.clock.now,
    )


@method("setWebhook")
def set_webhook(call: Call) -> bool:
    """Updates are posted to an address, which here must lie on this machine."""
    url = call.text("url")
    if not url:
        return _back_to_polling(call)
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or parts.hostname not in _LOOPBACK:
        raise bad_request("bad webhook: the playground only posts to this machine")
    secret = call.text("secret_token")
    if len(secret) > 256 or not all(c.isascii() and (c.isalnum() or c in "_-") for c in secret):
        raise bad_request("secret token contains unallowed characters")
    _drop_pending(call)
    call.bot.inbox.allow(call.value("allowed_updates"))
    call.bot.inbox.end_polls()
    call.bot.settings["webhook"] = {
        "url": url,
        "secret": secret,
        "max_connections": call.number("max_connections", 40),
    }
    start_webhook(call.world, call.bot)
    return True


def _drop_pending(call: Call) -> None:
    if call.flag("drop_pending_updates"):
        call.bot.inbox.waiting.clear()


@method("deleteWebhook")
def delete_webhook(call: Call) -> bool:
    """Back to polling."""
    return _back_to_polling(call)


def _back_to_polling(call: Call) -> bool:
    stop_webhook(call.world, call.bot)
    call.bot.settings.pop("webhook", None)
    _drop_pending(call)
    return True


@method("getWebhookInfo")
def get_webhook_info(call: Call) -> dict[str, Any]:
    """The address, how many updates wait, and the last failure."""
    webhook = call.bot.settings.get("webhook", {})
    info: dict[str, Any] = {
        "url": webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(call.bot.inbox.waiting),
    }
    if webhook:
        info["max_connections"] = webhook["max_connections"]
    if "failed" in webhook:
        info |= {"last_error_date": webhook["failed_at"], "last_error_message": webhook["failed"]}
    if call.bot.inbox.allowed is not None:
        info["allowed_updates"] = sorted(call.bot.inbox.allowed)
    return info
