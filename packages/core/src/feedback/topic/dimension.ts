// dimension: which of the four sides of a customer's experience a comment is about: product, service, interface, interaction
import * as z from "zod";
import { SearchTerms } from "../../knowledge/search-terms";

export const names = [
  "product",
  "service",
  "interface",
  "interaction",
] as const;
export const Name = z.enum(names);
export type Name = z.infer<typeof Name>;

// product: what is sold and how well it does; service: what is done around it, and its price; interface: how it is used
// through screens, documents and codes; interaction: how people of the firm behave.
const words: Record<Name, string> = {
  product: `quality product model accuracy accurate performance slow fast speed latency timeout reliable unreliable stable unstable outage
down crash bug error fail feature function capacity battery material fabric taste size broken defective durable result output answer
data export version upgrade release noise smell engine device machine screen room bed food
产品 质量 功能 性能 速度 慢 卡 超时 延迟 稳定 崩溃 故障 宕机 报错 错误 结果 准确 版本 更新 材质 味道 尺寸 电池 噪音 异味 数据 模型 房间 早餐 做工`,
  service: `delivery deliver shipping courier parcel refund return exchange warranty repair price expensive cheap cost bill billing invoice
charge fee contract plan renewal cancel quota limit installation setup onboarding training migration wait queue appointment booking
replacement claim compensation discount payment
配送 物流 快递 发货 退款 退货 换货 保修 维修 价格 贵 便宜 费用 账单 发票 收费 扣费 合同 套餐 续费 续约 取消 额度 限流 安装 培训 迁移 预约 赔偿 优惠 付款 售后 涨价`,
  interface: `interface ui ux app website page console dashboard menu button screen layout design navigation search login password sign
documentation docs manual guide api sdk endpoint integration plugin form report chart notification easy intuitive confusing complicated
clunky font colour settings
界面 应用 网站 网页 页面 控制台 菜单 按钮 设计 导航 搜索 登录 密码 文档 说明书 接口 对接 集成 表单 报表 通知 易用 难用 复杂 操作 设置 小程序`,
  interaction: `support staff agent team manager person people helpful unhelpful rude polite friendly patient attitude reply replied response
respond answer call called phone chat email ticket communication promise ignore listen explain honest professional knowledgeable
contact hotline employee salesman receptionist
客服 态度 人工 员工 经理 销售 前台 回复 回应 答复 沟通 耐心 热情 专业 友好 礼貌 冷淡 敷衍 推脱 承诺 电话 工单 联系 没人 不理 解释 服务员 响应`,
};

const byTerm = new Map<string, Set<Name>>();
for (const name of names)
  for (const { terms } of words[name].split(/\s+/).flatMap(SearchTerms.units))
    for (const term of terms)
      byTerm.set(term, (byTerm.get(term) ?? new Set()).add(name));

/** The sides that a text speaks of, the one with most words first. */
export function of(text: string): Name[] {
  const hits = new Map<Name, number>();
  for (const { terms } of SearchTerms.units(text))
    for (const name of new Set(
      terms.flatMap((one) => [...(byTerm.get(one) ?? [])]),
    ))
      hits.set(name, (hits.get(name) ?? 0) + 1);
  return [...hits]
    .sort(([a, n], [b, m]) => m - n || names.indexOf(a) - names.indexOf(b))
    .map(([name]) => name);
}

export * as Dimension from "./dimension";
