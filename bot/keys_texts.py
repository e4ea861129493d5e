"""What `python -m bot.keys` says, in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeysTexts:
    """One language's sentences; braces hold what is filled in."""

    ask_known: str
    ask_new: str
    once_more: str
    not_the_same: str
    too_weak: str
    not_it: str
    words_shown: str
    words_check: str
    words_differ: str
    yes: str
    words_ask: str
    words_older: str
    words_wrong: str
    words_missing: str
    switched: str
    rehearsed: str
    nothing_to_open: str
    not_rehearsed: str
    does_not_open: str
    exists: str
    missing: str
    damaged: str
    made: str
    recovered: str
    changed: str
    rotated: str
    belongs: str
    outdated: str
    stranger: str


ZH = KeysTexts(
    ask_known="口令（输入时不显示）",
    ask_new="定一个新口令，至少 12 个字符，其中至少 6 个不同（输入时不显示）",
    once_more="再输一遍",
    not_the_same="两遍不一样，请重来。",
    too_weak="这个口令太容易猜：至少要 12 个字符，其中至少 6 个不同。",
    not_it="口令不对。",
    words_shown="这是 24 个恢复词，只显示这一次。请按顺序抄在纸上，锁好。\n"
    "忘了口令，只有靠它；别人拿到它，就能看到所有举报。不要拍照，不要存进手机。",
    words_check="抄好了，请输入第 {first} 个和第 {second} 个词（已经自己核对过，就输入“好”）",
    words_differ="对不上，请再看看纸上的第 {first} 个和第 {second} 个词。",
    yes="好",
    words_ask="请输入 24 个恢复词，用空格隔开（输入时不显示）",
    words_older="还有更早的一套恢复词吗？有就接着输入，没有就直接回车（输入时不显示）",
    words_wrong="恢复词不对。应该是 24 个英文词，请对照纸上再看一遍。",
    words_missing="{path} 里还有别的密钥：{ids}。它们的恢复词也要输入，"
    "不然以前的举报就再也看不到了。文件没有动。",
    switched="从现在起启动的进程都用 {id} 封存。现在重启员工端。",
    rehearsed="演练成功：纸上的词打开了库里真的东西，{count} 把密钥各一件。什么都没有写。",
    nothing_to_open="纸上的词和密钥对得上；库里还没有东西，没有可打开的。什么都没有写。",
    not_rehearsed="还缺这些密钥的词：{ids}。请把每张纸都找来，旧的也要，再演练一次。",
    does_not_open="密钥对得上，库里的东西却打不开。请保管好现在的数据库，找来备份对照。",
    exists="{path} 已经有了，没有动它。要换新密钥，请用 rotate。",
    missing="找不到 {path}。",
    damaged="{path} 坏了，或者不是密钥文件。",
    made="密钥做好了，编号 {id}。\n"
    "{sealing} 是封存用的，放到员工端的机器上。\n"
    "{opening} 是开启用的，有口令锁着，只放在工作端的机器上，绝不能放到员工端。",
    recovered="恢复好了，共 {count} 把密钥。",
    changed="口令换好了。别处留着的旧文件仍然要用旧口令打开，请一并删掉。",
    rotated="加好了，新密钥编号 {id}。以前的举报照样能看。请按这个顺序：\n"
    "1. 把 {opening} 放到工作端，重启工作端，有两个就都重启。\n"
    "2. 再运行 python -m bot.keys switch，把 {sealing} 放到员工端，重启员工端。\n"
    "第 2 步以前还用旧的封存，中间谁重启都不要紧。",
    belongs="对得上：用 {id} 封存的，这里打得开。开启密钥共 {count} 把。",
    outdated="打得开，但封存用的 {id} 是旧的，最新的是 {newest}。"
    "请把新的封存密钥放到员工端（换密钥的第 2 步）。",
    stranger="对不上：用 {id} 封存的，这里一把都打不开。请马上停下员工端，换上对的封存密钥。",
)

EN = KeysTexts(
    ask_known="Passphrase (not shown)",
    ask_new="Choose a passphrase of at least 12 characters, 6 of them different (not shown)",
    once_more="Once more",
    not_the_same="The two are not the same. Please start again.",
    too_weak="This is too easy to guess: it needs 12 characters, 6 of them different.",
    not_it="That is not the passphrase.",
    words_shown="These are the 24 recovery words, shown only now. Write them on paper, in order, "
    "and lock it away.\nWithout the passphrase they are the only way in; whoever has them can "
    "read every report. No photo, nothing on a phone.",
    words_check="When written down, type words {first} and {second} (or “ok” if you have checked)",
    words_differ="That does not match. Please look at words {first} and {second} on the paper.",
    yes="ok",
    words_ask="Type the 24 recovery words, with spaces between (not shown)",
    words_older="Words of an older key? Type them, or just press Enter (not shown)",
    words_wrong="These are not the recovery words: 24 English words; please check the paper.",
    words_missing="{path} holds other keys too: {ids}. Their words are needed as well, or older "
    "reports could never be read again. The file was left as it is.",
    switched="Every process that starts from now on seals to {id}. Now restart the intake.",
    rehearsed="It would work: the papers opened what really rests in the database, one item for "
    "each of {count} keys. Nothing was written.",
    nothing_to_open="The papers fit the keys; the database holds nothing to open yet. Nothing was "
    "written.",
    not_rehearsed="The words of these keys are missing: {ids}. Find every paper, the older ones "
    "too, and rehearse again.",
    does_not_open="The keys fit, yet what rests in the database does not open. Keep this database "
    "as it is and compare it with a backup.",
    exists="{path} is there already and was left alone. For a new key, use rotate.",
    missing="There is no {path}.",
    damaged="{path} is damaged, or is no key file.",
    made="The keys are made: {id}.\n"
    "{sealing} seals; it goes to the intake's machine.\n"
    "{opening} opens, and is locked by the passphrase; it stays with the desk and must never "
    "be on the intake's machine.",
    recovered="Recovered; keys: {count}.",
    changed="The passphrase is changed. Copies of the old file still open with the old one: "
    "delete them.",
    rotated="The new key is {id}. Older reports can still be read. In this order:\n"
    "1. Put {opening} on the desk's machine and restart the desk; where there are two, both.\n"
    "2. Then run python -m bot.keys switch, put {sealing} on the intake's machine, restart the "
    "intake.\n"
    "Until step 2 all is sealed to the old key: whoever restarts meanwhile, it can be read.",
    belongs="They belong together: what {id} seals is opened here. Opening keys: {count}.",
    outdated="It can be opened, but the sealing key {id} is an old one; the newest is {newest}. "
    "Put the new sealing key on the intake's machine (step 2 of rotating).",
    stranger="They do not belong together: nothing here opens what {id} seals. Stop the intake "
    "at once and give it the right sealing key.",
)


def texts(language: str | None) -> KeysTexts:
    """Chinese, unless English is asked for."""
    return EN if (language or "").lower().startswith("en") else ZH
