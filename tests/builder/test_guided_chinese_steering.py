"""Short Chinese words that only steer."""

import pytest

from parley.builder.guided import steering
from parley.builder.schemas import Op

_WAYS: dict[Op | str, str] = {
    Op.CONFIRM: """
        是 是的 是啊 对 对的 对啊 没错 好 好的 好啊 好吧 行 行吧 行的 可以 可以的 可以啊 没问题 没有问题 同意
        确认 正确 OK 嗯 嗯嗯 就这样 就这样吧 行，就这样。 好的，就这样吧 挺好 挺好的 很好 不错 完美 就这么办
        开始吧 生成吧 继续 都用上 就用这个 用这个 妥 好滴 好嘞 可以，没问题。 好的，谢谢 係 冇問題 沒問題
        好，可以 不用改了 没有要改的 是的，没错 就用它们 全部使用 建吧 构建吧 没问题。 可以开始了
    """,
    Op.REJECT: """
        不 不是 不对 不要 不用 不行 不好 没有 不需要 都不要 不用了 不用了，谢谢 不要工具 没必要 唔要 不是的
        不用工具 都不需要
    """,
    Op.SKIP: """
        跳过 以后再说 以后再说。 稍后 之后再说 回头再说 晚点再说 先跳过 暂时没有 暂时不填 不知道 不清楚 还没想好
        没想好 不确定 先空着 下一个 先不管 等会儿再说 还不知道
    """,
    Op.UNDO: """
        撤销 撤回 撤销刚才的修改 返回上一步 上一步 恢复原样 退回上一步 取消刚才的修改 收回刚才的话 刚才的不算
    """,
    Op.REDO: """
        重做 恢复 恢复刚才的修改
    """,
    "change": """
        修改 改一下 要改 有问题 不太对 不满意 需要修改 我要修改
    """,
    Op.OFF_TOPIC: """
        你好 您好 谢谢 谢谢你 在吗 哈哈 多谢
    """,
}


@pytest.mark.parametrize(("wanted", "message"), [(op, way) for op, ways in _WAYS.items() for way in ways.split()])
def test_short_words_steer(wanted: Op | str, message: str) -> None:
    assert steering.sense(message) == wanted


@pytest.mark.parametrize(
    "message",
    [
        "电话",
        "都要",
        "中文就行",
        "客服",
        "预约看诊",
        "转人工",
        "好医生诊所",
        "不要打折",
        "可以预约",
        "改地址",
        "早上好，这里是宏远",
    ],
)
def test_answers_do_not_steer(message: str) -> None:
    assert steering.sense(message) is None
