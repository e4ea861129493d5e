"""Five figures as a contact sends them, and what is filed of a week."""

from storage import returns
from tests.handlers.desk_returns.town import W48

FIGURES = "3 2 0 0 0"


async def filed(town, enterprise="gas", week=W48):
    return (await town.store.read(returns.of, enterprise, week)).filed
