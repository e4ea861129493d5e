"""`python -m bot.routes`: the way back to those who asked for knocks, ended for all of them."""

import typer

from bot.settings import OwnKeysSettings, load
from storage.routekey import RouteKey

_FORGOTTEN = {
    "zh": "钥匙销毁了，另有一把新的会自己生成。\n"
    "以前要我们叫的人都叫不到了；存着的那几行，员工端 10 分钟内清掉。\n"
    "想再叫的人，拿着查询码在信箱里再选一次。",
    "en": "The key is destroyed; a new one makes itself.\n"
    "Nobody who asked before can be knocked for; within ten minutes the intake clears their rows.\n"
    "Whoever wants it again chooses so in the mailbox, with their code.",
}
_NONE = {
    "zh": "这里没有钥匙，什么都没动：还没有人要我们叫，或这不是员工端的文件夹。",
    "en": "There is no key here, and nothing was done: nobody has asked for knocks yet,"
    " or this is not the intake's folder.",
}

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help="敲门的钥匙 · The key by which reporters are knocked for",
)


@app.callback()
def routes() -> None:
    """敲门的钥匙 · The key by which reporters are knocked for."""


@app.command()
def rotate() -> None:
    """销毁现在的钥匙，换一把新的 · Destroy the key, so that no route from before opens."""
    settings = load(OwnKeysSettings)
    if not RouteKey(settings.route_key_path).forget():
        typer.echo(_NONE[settings.language], err=True)
        raise typer.Exit(code=1)
    typer.echo(_FORGOTTEN[settings.language])


if __name__ == "__main__":
    app()
