"""Telegram's side of getUpdates: what is not confirmed comes again."""

import asyncio


class Inbox:
    """Keeps updates until an offset passes them; ids follow no order of size."""

    def __init__(self, updates=()):
        self.waiting = list(updates)
        self.confirmed = []
        self.asked = []
        self.faults = []
        self.sent = asyncio.Event()

    def send(self, *updates):
        self.waiting += updates
        self.sent.set()

    async def fetch(self, offset, wait, limit):
        self.asked.append((offset, wait, limit))
        if self.faults:
            raise self.faults.pop(0)
        ids = [update["update_id"] for update in self.waiting]
        if offset is not None and offset - 1 in ids:
            passed = ids.index(offset - 1) + 1
            self.confirmed += ids[:passed]
            del self.waiting[:passed]
        if not self.waiting and wait:
            self.sent.clear()
            try:
                await asyncio.wait_for(self.sent.wait(), min(wait, 0.2))
            except TimeoutError:
                return []
        await asyncio.sleep(0)
        return self.waiting[:limit]


def message(update_id, chat=1, text="hello"):
    return {
        "update_id": update_id,
        "message": {"message_id": 1, "chat": {"id": chat}, "from": {"id": chat}, "text": text},
    }
