"""Words for people, teams and trades at work, as alternatives of a pattern."""

import re
from typing import Final


def any_of(*words: str) -> str:
    """A pattern for any word of the lists, blanks between them; a longer one goes first."""
    listed = {word for words_ in words for word in words_.split()}
    return f"(?:{'|'.join(sorted(listed, key=lambda word: (-len(word), word)))})"


def patterns(*sources: str) -> tuple[re.Pattern[str], ...]:
    """Compiled, as they are looked for one after the other."""
    return tuple(re.compile(source) for source in sources)


ANY: Final = r"[^\W_]"
"""A character that ends no clause."""
END: Final = r"(?=$|[\W_])"
WRITER: Final = r"(?<![跟和对向给让叫找替把被同问请教令怪骂逼])" + any_of("我 俺 额 咱 本人 偶")
"""The writer as the one who does something, not to whom it is done."""
WE: Final = r"(?<![跟和对向给让叫找替把被同问请教令怪骂逼])" + any_of(
    "我们 咱们 俺们 额们 我 咱 俺 额 本",
)
LATELY: Final = any_of("自己 本来 原来 以前 现在 目前 就 也 都 还 一直 本身 主要 专门 平时")
COUNT: Final = r"(?:第?[0-9零〇一二三四五六七八九十两]{1,4}|[甲乙丙丁abcd东西南北新老大小])"

_TEAMS: Final = any_of(
    "[一二三四五六甲乙丙丁1-6]值 班组 班(?![车会子]) 小组 组(?![织成建装合]) 车间 工段 标段 科室",
    "科(?![技学普]) 部门 部(?![分位件队署]) 大队 中队 车队 路队 队(?![伍列]) 工区 项目部 机组",
    "处室 分公司 检修所 营业所 供水所 管理所 收费所 调度中心 控制中心 运营中心 维护中心 客服中心",
    "调度室 监控室 化验室 中控室 控制室 财务室 消控室 食堂 仓库 库房 锅炉房 值班室 泵房",
)
_STATIONS: Final = any_of(
    "加气 换热 供热 调压 泵 水 热力 门 变电 配电 加油 公交 收费 管理 服务 维修 抢修 配气 储配",
    "热源",
)
TEAM: Final = rf"(?:{_TEAMS}|{_STATIONS}站)"

_WORKERS: Final = any_of(
    "架子 钢筋 水暖 锅炉 司炉 井下 掘进 采煤 机电 油漆 起重 塔吊 信号 临时 学徒 农民 劳务 派遣",
    "合同 正式 检修 维修 热力 管道 抢修 清洁 环卫 防水 装修 外包 季节 轮换 搬运 装卸 安装 拆除",
    "爆破 支护 通风 瓦斯 供暖 巡线 抄表 保温 混凝土 砼 测量 试验 水泵 压力 操作 辅助 一线 绿化",
    "养护 污水 支架",
)
_OFFICERS: Final = any_of(
    "驾驶 安全 操作 巡检 巡线 保洁 收费 售票 乘务 调度 维修 抄表 材料 资料 施工 质检 化验 仓管",
    "管理 保管 核算 统计 技术 检修 值班 监控 消防 检票 服务 押运 装卸 运行 检验 营业 客服 采购",
    "预算 监护 司索 内勤 文 讲解 救生 配送 分拣 加气 加油 瓦检 安检 测气 质量 办事 科 通讯 报账",
    "见习 巡视 巡逻 护林 值守",
)
_POSTS: Final = any_of(
    "司机 师傅 保安 保洁 物业 门卫 门岗 更夫 厨师 会计 出纳 文员 护士 实习生 学徒 徒弟 学员",
    "临时工 包工队 班长 组长 队长 段长 科长 主任 经理 主管 站长 厂长 所长 工长 工头 监理 工程师",
    "技师 干事 秘书 内勤 书记 党员 老员工 老职工 新员工 新职工 新人 劳模 工会代表 老工人 新工人",
    "退休职工 带班的? 领班 代表 负责人",
)
TRADE: Final = (
    rf"(?:[焊电钳瓦木管泥铆漆车铣刨油普力小杂徒民女劳护]工(?![作具地程艺资序人业])|{_WORKERS}工(?![作人])"
    rf"|{_OFFICERS}人?员|{_POSTS})"
)
