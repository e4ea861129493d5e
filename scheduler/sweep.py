"""The intake's own tidying: what has died is destroyed, whether or not anybody came back."""

from datetime import UTC, datetime, timedelta

from storage import drafts, handled
from storage.store import Store

KEPT = timedelta(days=1)
"""How long handled updates are remembered: Telegram keeps an update for a day."""


async def drop_dead_drafts(store: Store, now: datetime) -> int:
    """Drafts whose time is over are destroyed with their files; how many there were."""
    return await store.write(drafts.sweep, now=now)


async def forget_updates(store: Store, now: datetime) -> None:
    """Handled updates older than a day, by the day (UTC) they were noted under, are forgotten."""
    await store.write(handled.purge, (now.astimezone(UTC) - KEPT).date())
