"""What `python -m bot.identities` says, in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IdentitiesTexts:
    """One language's sentences; braces hold what is filled in."""

    named: str
    same_key: str
    not_a_key: str
    label: str
    no_reason: str
    none: str
    kept: str
    unknown_case: str
    nothing_kept: str
    key_of: str
    not_theirs: str
    no_key: str
    damaged: str
    shown: str
    done: str
    no_sealing_key: str


ZH = IdentitiesTexts(
    named="记下了：{first}、{second}。员工端重启以后，查实了的举报人可以选择封存身份。\n"
    "以前封存的，仍要原来那两把钥匙才打得开：旧钥匙别毁。",
    same_key="两把钥匙是同一把。要两个人各做一把：python -m bot.keys make 文件夹",
    not_a_key="读不懂这把公开钥匙：{path}。它是 python -m bot.keys make 写的 sealing.key。",
    label="称呼要写一行字，举报人会看到：{label}",
    no_reason="请用 --reason 写明为什么打开，举报人会看到。",
    none="没有封存的身份。",
    kept="封存着身份的案件：",
    unknown_case="没有编号是 {code} 的案件。",
    nothing_kept="{code} 没有封存的身份：没有封过，或者举报人已经销毁。",
    key_of="请第 {number} 位负责人输入自己钥匙的口令（{path}）：",
    not_theirs="打不开：这不是封存时那位负责人的钥匙。什么都没有记，也没有看到。",
    no_key="找不到钥匙：{path}。请插上存钥匙的盘再来。",
    damaged="钥匙文件坏了：{path}。用恢复词找回：python -m bot.keys recover 文件夹",
    shown="{code} 的身份，只在这一屏，看完按回车就清掉：",
    done="已经记下：谁打开的、为什么。举报人在信箱里看得到。",
    no_sealing_key="找不到封存密钥，什么都没动。它应该在：{path}",
)

EN = IdentitiesTexts(
    named="Noted: {first}, {second}. Once the intake has restarted, reporters whose matter was "
    "proven may seal who they are.\nWhat was sealed before still needs the two earlier keys: keep "
    "them.",
    same_key="Both keys are the same. Each of the two makes one: python -m bot.keys make FOLDER",
    not_a_key="This is no public key: {path}. It is the sealing.key that python -m bot.keys make "
    "wrote.",
    label="A label is one line of text, which the reporter reads: {label}",
    no_reason="Say by --reason why it is opened; the reporter reads it.",
    none="No identity is kept.",
    kept="Cases with a sealed identity:",
    unknown_case="There is no case {code}.",
    nothing_kept="No identity is kept for {code}: none was sealed, or the reporter destroyed it.",
    key_of="Officer {number}, the passphrase of your key ({path}):",
    not_theirs="It does not open: this is not the key of the officer it was sealed to. Nothing was "
    "noted and nothing was seen.",
    no_key="There is no key at {path}. Put in the drive that holds it and try again.",
    damaged="The key file is damaged: {path}. From the words: python -m bot.keys recover FOLDER",
    shown="Who reported {code}, on this screen only; Enter clears it:",
    done="It is noted who opened it and what for. The reporter reads it in the mailbox.",
    no_sealing_key="Nothing was changed: the sealing key is not at {path}",
)


def texts(language: str) -> IdentitiesTexts:
    """The sentences of a language."""
    return EN if language == "en" else ZH
