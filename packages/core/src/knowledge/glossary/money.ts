// money: words of prices, bills and payment that stand for each other, a meaning a line; _ joins a phrase
export const money = `
invoice bill billing receipt 发票 账单 票据 单据 小票 开票
receipt voucher slip 小票 收据 凭证
refund reimburse reimbursement money_back get_back give_back paid_back return_money 退款 退钱 退回 退还 返还 退费
reimburse reimbursement expense expenses claim_back 报销
pay paid payment 支付 付款 付 缴费 交费 付费 缴纳 交钱 付钱
price cost fee charge rate pricing how_much what_do_i_pay do_i_have_to_pay what_does_it_cost expensive cheap costly 价格 费用 收费 多少钱 价钱 资费 怎么收费 花钱 要钱 贵 便宜 手续费 什么价
postage shipping_cost shipping_fee delivery_cost delivery_fee 运费 邮费 快递费 邮资 配送费
free free_of_charge no_charge gratis complimentary for_nothing without_paying cost price fee pay 免费 收费 要钱 交钱 花钱 不收费 不要钱 白送 免
tax vat duty duties levy gst 税 税务 税号 税费 关税 增值税
discount reduction offer promotion promo coupon voucher cheaper deal sale 优惠 折扣 打折 促销 优惠券 减免 便宜
voucher gift_card gift_certificate 代金券 礼品卡 礼金券
installment installments instalment instalments pay_later partial_payment payment_plan 分期 分期付款 分几次
deposit prepayment down_payment prepay prepaid 押金 定金 预付 预付款 订金
deposit pay_in paid_in pay_cash 存入 存款 存钱 存
withdraw withdrawal take_out cash_out take_money 取现 取款 提现 取钱 取出 提取 取
cash banknote banknotes coins 现金 现钞
card debit_card credit_card bank_card 卡 银行卡 信用卡 借记卡
credit_card visa mastercard amex 信用卡
debit deduct deduction take_from taken_from charged withdraw 扣款 扣钱 扣除 扣费 被扣 扣
decline declined refuse refused reject rejected fail failed not_accepted denied 拒绝 失败 被拒 付不了 不成功 驳回
transfer remit remittance wire send_money sent_money wire_money 转账 汇款 汇钱 打款 转钱 转 汇
exchange_rate currency_rate 汇率
currency currencies foreign_currency 货币 币种 外币
interest apr 利息 利率
loan borrow lend credit lending 贷款 借款 借钱
mortgage home_loan 房贷 按揭
overdraft overdrawn 透支
balance funds 余额
budget spending spend 预算 花费 支出 消费
salary wage wages pay earn earnings payroll income paycheck 挣 赚 工资 薪水 薪资 薪酬 发薪 收入
payslip payslips pay_slip pay_stub 工资条 工资单
bonus bonuses 奖金
debt arrears overdue late_payment unpaid outstanding 逾期 欠款 拖欠 欠费 未付
fine penalty surcharge late_fee extra_charge 罚款 滞纳金 违约金 附加费
quote quotation estimate 报价 估价
compensate compensation compensated damages indemnity reparation 赔偿 赔付 补偿 赔 赔款 理赔
insurance insure insured cover coverage policy 保险 保价 投保
reward points loyalty_points bonus_points 积分 奖励
value worth 价值 值
profit dividend 利润 分红
savings save saving put_aside 储蓄 存钱 理财
share shares stock stocks invest investment trade 股票 投资 炒股
donate donation charity charities nonprofit non-profit 捐款 慈善 公益
bankrupt bankruptcy insolvent insolvency goes_bust go_bust bust goes_under collapse 破产 倒闭
purchase buy bought order ordered 购买 买 订购 下单 购
sell sold sale 卖 出售 销售 售
subscribe subscription plan tier package membership 套餐 订阅 方案 版本 会员
monthly per_month a_month each_month every_month 每月 月费 一个月 按月
yearly annual annually per_year a_year each_year 每年 年费 一年 按年 年度
per_head per_user per_person per_employee per_seat each_person 每人 每名 人均 每个人
commission cut 佣金 提成
rent rental lease hire renting 租 租赁 出租 租金
tip tips gratuity 小费
crypto bitcoin cryptocurrency 比特币 加密货币
wallet 钱包
cheque check cheques 支票
atm cash_machine cashpoint 取款机 自动取款机
statement statements 对账单 流水 账单
movements transactions transaction activity entries 流水 交易 明细
accounting bookkeeping accounts books accountant bookkeeper 会计 记账 账务 财务
`;
