"""The signs of Chinese: which texts are Chinese, and traditional signs folded to simplified ones, place by place."""

import re
from functools import lru_cache

from parley.builder.guided.reading import lowered

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_OTHERS = re.compile("[\u3041-\u3096\u30a1-\u30fa\uac00-\ud7af]")
_LATIN = re.compile(r"[a-z]{2,}", re.IGNORECASE)
_PAIRS = """
預预 約约 電电 話话 號号 碼码 點点 兩两 週周 鐘钟 時时 間间 營营 業业 開开 關关
門门 們们 個个 這这 請请 問问 說说 講讲 語语 國国 臺台 廣广 東东 會会 員员 務务
轉转 給给 讓让 從从 來来 對对 應应 該该 須须 絕绝 嚴严 許许 諾诺 證证 報报 價价
錢钱 費费 貴贵 優优 訂订 單单 貨货 買买 賣卖 銷销 購购 產产 項项 類类 種种 樣样
機机 聲声 溫温 熱热 親亲 靜静 禮礼 輕轻 鬆松 潑泼 囉啰 專专 細细 緻致 緊紧 維维
師师 裝装 設设 計计 備备 繫系 聯联 絡络 網网 絲丝 線线 頁页 頻频 訊讯 簡简 體体
華华 內内 區区 樓楼 層层 棟栋 廳厅 廠厂 場场 車车 輛辆 駕驾 駛驶 檢检 測测 試试
驗验 練练 習习 學学 課课 圖图 書书 館馆 醫医 診诊 療疗 藥药 護护 齒齿 髮发 發发
頭头 臉脸 膚肤 過过 傷伤 嚇吓 驚惊 險险 賠赔 償偿 損损 壞坏 戶户 銀银 帳账 賬账
貸贷 財财 稅税 條条 規规 則则 實实 際际 標标 準准 確确 認认 審审 議议 題题 寫写
畫画 讀读 聽听 見见 視视 觀观 顧顾 嗎吗 麼么 邊边 裡里 裏里 後后 當当 幫帮 辦办
處处 經经 總总 監监 級级 長长 隊队 組组 紀纪 錄录 記记 隱隐 權权 遲迟 誤误 還还
連连 續续 終终 結结 歡欢 謝谢 別别 離离 雙双 張张 歲岁 齡龄 餘余 幾几 萬万 億亿
數数 額额 減减 滿满 贈赠 換换 壓压 縮缩 舊旧 滅灭 災灾 燈灯 漲涨 淨净 潔洁 濕湿
乾干 凍冻 飯饭 廚厨 飲饮 鍋锅 魚鱼 雞鸡 鴨鸭 雲云 風风 氣气 陽阳 陰阴 雜杂 難难
雖虽 韓韩 響响 顏颜 顯显 願愿 飛飞 馬马 髒脏 鬧闹 麗丽 黃黄 齊齐 龍龙 倉仓 傳传
債债 傾倾 僅仅 儲储 兒儿 兌兑 冊册 劃划 劑剂 動动 勞劳 勢势 匯汇 協协 參参 吳吴
啟启 啓启 喚唤 嘆叹 團团 園园 圍围 執执 堅坚 塊块 墊垫 壽寿 夠够 奪夺 獎奖 媽妈
孫孙 寧宁 寬宽 寶宝 將将 尋寻 導导 屬属 島岛 幣币 帶带 幹干 庫库 廢废 彈弹 強强
徑径 復复 惡恶 愛爱 態态 慣惯 慮虑 憂忧 懶懒 戲戏 戰战 擇择 擔担 據据 擴扩 擺摆
攝摄 攜携 敗败 敘叙 斷断 昇升 晉晋 曆历 歷历 極极 榮荣 構构 樂乐 橋桥 檔档 歸归
殘残 毀毁 決决 沒没 況况 潛潜 澤泽 濟济 灣湾 為为 無无 煩烦 爭争 爺爷 牆墙 獨独
獲获 現现 環环 異异 盡尽 盤盘 眾众 瞭了 磚砖 穩稳 競竞 筆笔 範范 築筑 籤签 簽签
糧粮 納纳 純纯 紙纸 紛纷 紹绍 統统 綜综 綠绿 緣缘 編编 縣县 績绩 織织 繳缴 繼继
罰罚 罵骂 羅罗 義义 聖圣 聞闻 職职 膠胶 臨临 舉举 艙舱 艱艰 莊庄 葉叶 蓋盖 藝艺
蘇苏 蘭兰 術术 衛卫 補补 複复 覺觉 覽览 觸触 訪访 訴诉 詞词 詢询 詳详 誌志 誠诚
誰谁 調调 談谈 論论 諮咨 謹谨 譯译 豐丰 負负 貢贡 責责 貼贴 資资 賓宾 質质 贏赢
趕赶 趙赵 跡迹 踐践 躍跃 軟软 載载 較较 輔辅 輸输 農农 迴回 進进 運运 達达 違违
遠远 適适 選选 遺遗 郵邮 鄉乡 醜丑 釋释 針针 鈴铃 銘铭 鋪铺 錯错 鍵键 鎖锁 鏡镜
鐵铁 閉闭 閒闲 閘闸 閱阅 闆板 闊阔 陣阵 陳陈 陸陆 隨随 隻只 霧雾 靈灵 鞏巩 韻韵
頂顶 順顺 領领 頸颈 飾饰 飽饱 養养 餓饿 駐驻 騙骗 騷骚 鬥斗 魯鲁 鮮鲜 鳥鸟 鹽盐
麥麦 黨党 齣出 譽誉 贊赞 讚赞 遊游 佈布 佔占 併并 係系 俠侠 倆俩 偵侦 偽伪 傑杰
傭佣 儘尽 嘗尝 嚐尝 噸吨 囑嘱 塗涂 壯壮 夾夹 奧奥 婦妇 嬰婴 尷尴 屆届 嶼屿 廂厢
彙汇 徹彻 恆恒 悅悦 慶庆 憑凭 懷怀 戀恋 捨舍 掃扫 掛挂 採采 揀拣 揚扬 搶抢 撥拨
擊击 擋挡 擁拥 擾扰 攔拦 攤摊 敵敌 暫暂 暢畅 曉晓 櫃柜 櫥橱 檯台 歐欧 殺杀 氫氢
涼凉 淚泪 淺浅 渾浑 湯汤 滾滚 漁渔 潤润 瀏浏 煉炼 燒烧 爐炉 狀状 狹狭 猶犹 獸兽
瑪玛 畢毕 癒愈 癢痒 皺皱 瞞瞒 碩硕 禍祸 稱称 窮穷 竊窃 篩筛 籃篮 籠笼 紅红 絨绒
綁绑 緩缓 繞绕 繪绘 聰聪 腦脑 腳脚 腫肿 膽胆 臘腊
"""
_FOLD = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()} | {"，": ",", "：": ":", "（": "(", "）": ")"})


@lru_cache(maxsize=16)
def is_spoken(text: str) -> bool:
    """Whether a text is written in Chinese, foreign names within it allowed."""
    if text.isascii() or _HAN.search(text) is None or _OTHERS.search(text) is not None:
        return False
    return len(_HAN.findall(text)) >= 2 * len(_LATIN.findall(text))


def fold(text: str) -> str:
    """Lower case, simplified signs and plain commas, colons and brackets, of the same length."""
    return lowered(text).translate(_FOLD)
