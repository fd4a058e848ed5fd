// function-words: words that are in every question and every article and tell none from another

const words = (text: string) => new Set(text.trim().split(/\s+/));

/** Left out of what a text is about. */
export const empty = words(`
a about after again all also am an and any anyone anything are aren't as at be because been before being but by came can can't
cannot come could couldn't did didn't do does doesn't doing don't done each else even ever every for from get gets getting give
gives go goes going gone got had has have haven't having he hello her here hers hey hi him his how however i i'd i'll i'm i've if
in into is isn't it it's its just let like lot made make makes making many may me might mine more most much must my myself need
needs no not now of off ok okay on once one only or other our ours out over own please put really same see seem shall she should so
some somebody someone something still such take takes tell than thank thanks that that's the their theirs them then there there's
these they they're thing things this those though to too try trying under until up us use used uses using very via want wants was
wasn't way we we'd we'll we're we've were what what's when where where's which while who who's whom whose why will with won't work
works would wouldn't yes yet you you'd you'll you're you've your yours actually already always anyway currently exactly maybe quite
hasn't hadn't shouldn't mustn't needn't doesn ain't gonna lets let's simply long per dear hence says said say
的 了 吗 呢 吧 啊 呀 嘛 哦 么 着 过 得 地 之 其 所 以 于 怎么 怎样 如何 什么 什么样 为何 哪 哪些 哪里 哪个 哪儿 几 是否 可以 可能 能 能够 能不能 会 要 想 想要 需要 应该
我 我们 我的 你 你们 您 您们 他 他们 她 它 它们 这 这个 这些 那 那个 那些 这么 那么 这样 那样 是 在 有 没有 没 不 不是 和 与 及 或 或者 以及 就 都 也 还 还是 再 又 很 太 更 最
把 被 给 对 对于 从 向 为 为了 因为 所以 如果 的话 但 但是 而 而且 请 请问 一下 一个 一些 一直 现在 已经 时候 里 中 上 下 个 做 办 用 使用 进行 知道
看 说 让 总是 老是 帮 帮助 帮忙 你好 您好 谢谢 么办 到底 东西 有关 关于 问题 情况 目前 会不会 要不要 有没有 是不是 可不可以 能否 吧 跟 去 来 只 才 并 等 些 点 件 位 款 种 条 该 此 各 每 另 均 仍 即 若 须 需 又 或是 呗 嗯 哈 啦 咯
怎么样 怎么办 怎么回事 为什么 多久 多长时间 什么时候 几点 多少 几天 多少天 弄 操作 在哪 在哪里 哪里有 一起 一般 通常 旧 就是 才能 不能 然后 这里 那里 一次 一直
`);

/** Words that most questions could have as well: not to find them says little. */
export const light = words(`
find found know explain happen happens happened happening want start started keep keeps show shows look looking mean means people person
customer customers company service product offer offers provide possible able available allow allowed support supports need use
everything anything nothing someone people team guys question problem issue help kind sort type type types different certain various
week today tomorrow yesterday tonight morning monday tuesday wednesday thursday friday saturday sunday month year day days months years weeks minutes hour hours time times
one two three four five six seven eight nine ten twelve hundred thousand new old big small good bad right first last next another else instead without within around between back away together
think thought believe wonder wondering seems assume hope hear heard read understand see seen ask asked asking answer told
got went left arrive become became stay stays hit hits reach keep kept call called bring run runs running working worked
doing anyway only whole entire full enough several few couple really suddenly almost maybe probably simply quickly quick soon easily
ever never often sometimes usually recently ago since during whenever wherever whoever
become becomes came stay stays like likes liked love prefer put puts let lets choose chosen select pick enter entered type typed press pressed click clicked
second third part parts side piece rest place places thing way ways point case cases reason chance number numbers amount
manage manages managed deal handle handled apply applies applied receive received include included includes contain contains cover covers
bit lot little lots able unable ready sure clear exact actual real normal usual common general specific special own
wrong money monthly moment home train trip bus buy make making does done fine great okay nice ok please thank thanks sorry dear
between among under over above below near nearby inside outside during before after
find 发现 出现 显示 提示 发生 产生 存在 属于 提供 支持 处理 月底 年底 派人 续 具体 详细 相关 是什么 一定 必须 不能 不了 自己 带 拿着 别人 有人 人家 大家 对方 公司 客户 用户 产品 服务 功能 系统 平台 你们公司 贵公司
今天 明天 昨天 后天 早上 晚上 上午 下午 今年 去年 明年 本月 上个月 下个月 之后 以后 之前 以前 然后 后来 刚才 刚刚 突然 忽然 马上 有点 比较 非常 特别 完全 全部 部分 方面 方式 方法 办法 地方 时间 流程 步骤 规定 政策 条件 要求 原因
收到 拿到 得到 找 想问 咨询 了解 麻烦 打算 准备 觉得 感觉 希望 以为 听说 告诉 好几 几个 几次 很多 许多 一点 有些 怎么用 怎么弄 怎么做 新 大 小 好 多 少 完 成 出 次 先 输 走 拿 追 算 拉 敢 愿意 一段 一段时间 太多 如果 条件 喜欢 附近 旁边 好了 起来 下来 出来 进去 进来 过来 过去
`);

export * as FunctionWords from "./function-words";
