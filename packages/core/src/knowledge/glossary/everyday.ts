// everyday: common verbs, qualities and things that stand for each other, a meaning a line; _ joins a phrase
export const everyday = `
sell stock carry 卖 有售 供应 出售 有没有卖
forget forgot lost can't_find cannot_find don't_remember can't_remember no_longer_have 忘记 忘了 找不到 记不得 记不清 不记得 想不起来
find locate look_for 找到 查找 寻找
view look_at show display visible 查看 看到 显示 看得到 打开
allow allowed permitted permit 允许 可以 准许 能不能
accept accepted supported recognise 接受 支持 收 认
large big huge oversized bulky 大 大件 很大 大型 超大 大号
small little tiny mini 小 小件 小型 小号
open opens opening 开门 营业 开放
start begin first kick_off commence 开始 起 启动
finish end complete done over finished ends 结束 完成 完 终止 截止
stop halt pause suspend hold freeze put_on_hold interrupt 停止 暂停 冻结 中止 停 停用
continue carry_on go_on resume 继续 恢复
miss missed skip skipped no-show didn't_show absent 错过 缺席 缺勤 没去 没来 爽约 未到
attend attendance show_up come turn_up participate take_part 参加 出席 到场 参与
help assist assistance 帮助 协助 帮忙
teach taught learn study course 教 学 学习 学
test exam examination assessment quiz placement 考试 测试 测验 考核 分班
level grade class stage 级别 等级 水平 年级 级
certificate diploma degree qualification 证书 文凭 资格证 学历
age old years_old minimum_age how_old too_young 年龄 岁 多大年纪
gender men women 男 女
friend partner spouse wife husband companion family 朋友 伴侣 配偶 家人 亲友 老婆 老公
bring bring_along take_along with_me come_with 带 携带 带上 带来
wear clothes clothing dress shoes 穿 衣服 鞋 着装
food eat drink snack catering 食物 吃 喝 饮料 食品
allergy allergic intolerance vegetarian vegan diet 过敏 素食 忌口 饮食
medicine medication drug pill prescription 药 药品 处方 药物
pain hurt injury injured accident 疼 受伤 伤 事故 意外
pregnant pregnancy maternity 怀孕 孕妇 产假
covid infection contagious virus 传染 感染 病毒
swim swimming pool 游泳 泳池
shower changing_room towel 淋浴 更衣室 毛巾
bike bicycle cycling 自行车 骑车 单车
power electricity energy current 电 用电 电力
heating heat radiator warm 暖气 供暖 取暖 加热
water plumbing pipe leak leaking 水 漏水 管道 水管
gas boiler 燃气 煤气 锅炉
meter reading meter_reading 电表 表 抄表 读数
solar panel panels 太阳能 光伏
charge charging charger recharge 充电 充电器 充电桩
battery_life battery 电池 续航
lamp light bulb lighting led blink blinking flashing 灯 灯光 指示灯 闪
noise loud noisy sound quiet 噪音 吵 声音 响
smell odour stink 气味 异味 臭
hot temperature heat cold warm degrees 温度 热 冷
wet rain damp moisture humid waterproof 潮湿 湿 防水 受潮
fire burn smoke 火 烧 烟
key keys keycard door lock 钥匙 门卡 门 门锁
room suite bedroom 房间 客房 卧室
check-in check_in arrival checkin 入住 值机 登记
check-out check_out checkout depart departure 退房 离店 离开
breakfast lunch dinner meal 早餐 早饭 午餐 晚餐
bed cot crib sofa_bed 床 婴儿床 加床
pet dog cat animal 宠物 狗 猫
smoke smoking smoker cigarette 吸烟 抽烟 烟
reserve reservation book booking booked rebook appointment slot 预订 预约 预定 订位 约
date dates day another_date rebook reschedule change_my_booking move_my_booking shift 日期 改期 改签 换时间 改时间
ticket seat row place spot 票 座位 座 位置
delay delayed cancelled_flight late hold-up 延误 延迟 晚点 取消
driver licence driving_licence driver's_license 驾照 驾驶证
rent rental hire lease rented 租 租用 出租 租借
accident crash collision damage 事故 车祸 碰撞 撞
claim report_damage notify_us 理赔 报案 索赔 出险
deductible excess own_share 免赔额 自付
coverage covered cover insured include included 保障 承保 覆盖 包括 包含 包不包
policyholder insured_person beneficiary 投保人 被保人 受益人
premium contribution instalment 保费 保险费
visa permit residence 签证 居留
passport id identity_card document 护照 身份证 证件
marriage married wedding name_change 结婚 婚礼 改名
move moving relocation new_address 搬家 搬 搬迁
neighbour neighbours next_door neighbor 邻居 隔壁
letter envelope registered_mail 信 信件 挂号信
stamp postage 邮票
label sticker barcode qr_code 标签 二维码 条码 贴
print printed printing printer 打印
copy duplicate second_copy reissue again issue_again 副本 补开 重开 复印 重发 再发
original paper_copy hard_copy 原件 纸质
sign signature signed e-signature 签名 签字 签署 签收
stamp seal 盖章 公章
template sample example form 模板 样本 范例 示例 表单
photo picture photos image 照片 相片 图片
camera webcam 相机 摄像头
voice call phone_call dial ring 语音 通话 打电话 来电
sim number keep_my_number port porting 携号 号码 转网
roaming abroad overseas 漫游 国外 境外
data_volume allowance gigabytes gb data 流量 数据
signal coverage reception 信号 覆盖
other_town out_of_town elsewhere 外地 异地 外省 外市
baby toddler infant child children kid kids 婴儿 宝宝 小孩 孩子 儿童
x-ray scan film mri ct 片子 胶片 拍片 核磁 影像
return_ticket round_trip 往返 来回
bus coach 大巴 客车 公交车 汽车票
accompany stay_with chaperone 陪护 陪床 陪同 陪
visit visiting_hours see_a_patient 探视 看望 看病人 探病
speed mbps slow fast 速度 网速 带宽
router modem box 路由器 光猫
technician engineer repairman fitter installer 技术员 师傅 工程师 安装师傅 维修员
visit come_by appointment home_visit 上门 来访 到访
garden balcony outdoor outside terrace 花园 阳台 户外
kitchen bathroom toilet 厨房 浴室 卫生间
plant flower seeds 植物 花 种子
subscription box newsletter magazine 订阅 杂志 邮件
unsubscribe stop_receiving opt_out no_more_emails spam 退订 不想收到 取消订阅 垃圾邮件
advert ads advertising marketing 广告 营销
review rating stars feedback 评价 评分 评论 反馈
survey questionnaire 问卷 调查
suggestion idea feature_request wish 建议 意见 需求
roadmap plan planned upcoming coming_soon 计划 规划 路线图
beta preview early_access 内测 公测 预览
group team department division 小组 团队 部门 组
size headcount number_of_people how_many_people 人数 规模 多少人
bulk wholesale large_order quantity volume 批发 大批 数量 批量 团购
minimum_order small_order 起订 起送
custom customise made_to_measure personalised tailor-made bespoke 定制 定做 个性化
original genuine authentic fake counterfeit 正品 真货 假货
new brand-new unused unopened 全新 未使用 未拆封 新
second-hand used refurbished pre-owned 二手 翻新 旧的
open opened unpacked unboxed used worn 拆封 打开 用过 开封
broken_down stopped_working won't_start dead doesn't_turn_on won't_turn_on 坏了 不工作 打不开 启动不了 开不了机 死机
turn_off power_off switch_off shut_down 关机 关闭 关掉
turn_on power_on switch_on 开机 打开 开启
restart reboot reset 重启 重置
pair pairing bluetooth connect link 配对 蓝牙 连接 连
sync synchronise not_updating up_to_date 同步 更新 不更新
duplicate double twice charged_twice two_times 重复 两次 两遍 扣了两次 多扣
wrong incorrect false mistaken mix-up mixed_up not_what_i_ordered 错误 错 不对 发错 弄错 错的
missing incomplete not_there not_included left_out didn't_arrive never_arrived hasn't_arrived not_arrived not_received haven't_received 缺少 漏 没收到 未收到 少发 没到 还没到 漏发
lost_parcel lost_package disappeared gone_missing 丢件 丢失 弄丢
wait queue waiting_time waiting_list 等待 排队 等 候补
full fully_booked sold_out no_places no_space 满 满员 订满 没位置 名额
urgent express rush fast_track same_day next_day 加急 急 当日 次日 特快
free_of_charge for_free gratis included no_extra_cost 免费 不另收费 赠送 送
extra additional surcharge on_top 额外 另收 另外 加收 附加
included include comes_with 包含 包括 附带 含
exclude excluded not_covered except exception 不包括 除外 例外 不在范围
difference compare comparison versus better differ 区别 对比 不同 差别 差异 比较
best recommend recommendation advice suggest suitable 推荐 建议 适合 哪个好
reason why explain 原因 为什么 理由
rule rules policy regulation conditions 规则 规定 政策 条款 条件 制度
legal law lawyer court 法律 律师 法院
penalty fine fee_for_late sanction 罚款 罚金 违约金
notice notice_period give_notice in_advance beforehand ahead 通知 提前 预先 提前通知
period term duration length validity 期限 周期 时长 有效期
automatic automatically auto-renew renews by_itself on_its_own 自动 自动续费 自动续订
manual manually by_hand yourself myself 手动 自己 自行
online web internet digital 网上 在线 线上 网络
in_person on_site on_location face_to_face 现场 当面 线下 亲自
paper printed physical 纸质 实体
national local regional nearby near_me 本地 当地 附近
world global worldwide everywhere 全球 世界
us united_states america 美国
uk united_kingdom britain england 英国
china chinese mainland 中国 大陆
europe european eu european_union 欧洲 欧盟
germany german 德国
france french 法国
japan japanese 日本
hong_kong 香港
taiwan 台湾
norway 挪威
sweden 瑞典
denmark 丹麦
netherlands holland 荷兰
ireland 爱尔兰
spain 西班牙
italy 意大利
canada 加拿大
australia 澳大利亚 澳洲
india 印度
brazil 巴西
singapore 新加坡
korea 韩国
yen 日元
dollar dollars usd 美元 美金
euro euros eur 欧元
pound pounds gbp sterling 英镑
yuan rmb cny renminbi 人民币
paypal 贝宝
alipay 支付宝
wechat wechat_pay 微信 微信支付
monday 周一 星期一
friday 周五 星期五
province other_province out_of_province 省 外省 省外 跨省
doorstep door-to-door at_the_door 门口 送货上门 家门口
safe_place porch concierge 代收 放门口 驿站 代收点 指定
power_bank lithium battery 充电宝 锂电池 电池
perfume cosmetics makeup 化妆品 香水
alcohol wine beer 酒 酒类
knife weapon blade sharp 刀 武器 刀具
jewellery jewelry gold valuable precious valuables 珠宝 首饰 黄金 贵重 贵重物品
glass porcelain ceramic vase 玻璃 瓷器 花瓶 易碎
document_translation interpreter translate 翻译 口译
tutor private_lesson one-to-one one-on-one 一对一 私教 家教
recording recorded replay watch_again 录播 回放 录像 回看
homework assignment exercise 作业 练习
group_class class_size how_many_students 班 小班 人数 班级
`;
