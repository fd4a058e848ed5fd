// glossary: words of support that stand for each other; they find an article by a word it does not use, or across languages
export const glossary: string[][] = `
invoice bill billing receipt 发票 账单 计费
refund reimburse 退款 退钱
pay paid payment 支付 付款 缴费
price pricing cost fee 价格 费用 收费 多少钱
tax vat 税务 税号
plan subscription tier package 套餐 订阅 方案
upgrade 升级
downgrade 降级
cancel terminate unsubscribe 取消 退订
limit quota throttle throttling 限流 限制 限速 配额 额度
rate 速率 频率
high higher expensive 高 更高 贵 太贵 超出
large big size maximum 大小 最大
error fail failure 报错 错误 失败 出错
retry 重试
outage down downtime incident 故障 宕机 中断
slow slower latency speed fast 延迟 慢 太慢 变慢 速度
timeout 超时
stream streaming 流式
key credential secret 密钥 秘钥
leak leaked expose exposed compromised published stolen 泄露 泄漏 被盗
rotate rotation 轮换 更换
revoke 吊销 撤销
password 密码
login signin 登录 登陆
sso saml oidc okta 单点
user member seat colleague 成员 席位 同事 用户
account 账号 账户 帐号
admin administrator 管理
model 模型
version 版本
retire retirement deprecate deprecated deprecation sunset 下线 停用 弃用 退役
migrate migration switch move 迁移 切换
train training 训练
finetune finetuning tune tuning 微调 精调
data 数据
delete deletion erase remove 删除 清除
keep kept retain retention store stored storage 保留 保存 存储 留存
privacy private 隐私
security secure 安全
region 地域 区域
contact reach 联系
support helpdesk 客服 支持
ticket 工单
hour 小时 时间 上班 营业
create generate new 创建 新建 生成
change modify 修改 更改 变更
send sent 发送
lose lost 丢失
break broke broken 损坏
download 下载
upload 上传
file 文件
connect integrate integration setup configure configuration 接入 集成 配置
usage consumption 用量 消耗
discount 优惠 折扣
contract 合同
renewal 续约 续费
documentation docs 文档
import 导入
export 导出
notify notification notice 通知 提醒
`
  .trim()
  .split("\n")
  .map((line) => line.split(" "));
