// goods: words of goods, orders, delivery and repair that stand for each other, a meaning a line; _ joins a phrase
export const goods = `
order orders purchase 订单 下单
cart basket checkout 购物车 结账
delivery deliver delivered ship shipped shipping shipment dispatch send arrive arrival get_here bring brought 配送 送货 发货 送达 寄出 到货 送到 快递 运送 收货 送 派送 到
parcel package packet box shipment 包裹 快递 快件 包裹 件 邮包
courier carrier driver postman delivery_man messenger 快递员 承运商 送货员 司机 物流
send post ship mail dispatch send_out 寄 邮寄 发送 寄送 寄出 寄件 发
recipient receiver addressee consignee payee beneficiary 收件人 收货人 收款人
sender shipper 寄件人 发件人
receive receipt get 收到 签收 收取 接收
tracking track trace status waybill 查询 追踪 跟踪 物流 运单 查 动静 进度
pickup pick_up collect collection picked_up fetch 取件 上门取 取货 自提 上门 来取 取走 取 揽收
return returns send_back sent_back bring_back take_back give_back 退货 退 退回 寄回 退换
exchange swap 换货 换
address street postcode 地址 住址
moved house_move move_house relocate new_flat new_home new_house new_place 搬家 搬
home house flat apartment door 家 家里 门口 住宅
not_home wasn't_home nobody_home nobody_is_at_home not_at_home wasn't_in out_of_the_house i'm_away am_away absent nobody_at_home 不在家 没人 家中无人 无人 我不在
locker lockers drop_box 快递柜 柜子 柜
neighbour neighbor 邻居
branch office store shop outlet counter location premises showroom 网点 门店 店 分店 实体店 营业厅 柜台 办公室 办事处
warehouse depot 仓库 仓储
stock in_stock out_of_stock sold_out unavailable available_again back_in_stock restock availability 库存 缺货 没货 售罄 断货 有货 到货 补货
reserve reservation book booking hold appointment 预订 预约 预留 预定
damage damaged broken break defective faulty broke crack cracked smashed torn dented shattered 破损 损坏 坏 坏了 破 破了 碎 摔坏 瑕疵 故障 损毁
spoiled rotten rotted gone_off gone_bad smelly thawed melted 变质 坏了 臭 臭了 化冻 腐烂 发霉 不新鲜
scratch scratched stain scuff 划痕 刮花 污渍 污点
warranty guarantee guaranteed guarantees 保修 质保 保证 维修
repair mend fix maintenance service servicing 维修 修理 修 保养 检修
assemble assembly put_together build set_up install installation installed fitter fitted assembling mount 安装 组装 装 装配 拼装 上门装
instructions manual guide how-to handbook directions 说明书 说明 手册 指南 教程
part parts component piece spare screw screws 零件 配件 部件 螺丝 缺件
wall attach fix fasten mount screw 墙 固定 墙上
clean cleaning wash washing wipe care maintain 清洗 清洁 保养 洗 擦 护理 维护
dryer tumble_dryer dry drying 烘干 干衣机 烘干机
size sizes dimension dimensions measure measurement length width height how_big how_large how_tall tall wide 尺寸 大小 尺码 多长 多宽 多高 多大 规格 体积
weight weigh weighs heavy kilo kg kilogram how_heavy 重量 重 多重 公斤 斤 首重
maximum max at_most limit upper_limit most highest biggest largest cap up_to in_one_go at_a_time 最多 上限 最大 最高 最重 限制 限额 不超过 单笔 一次
minimum at_least least lowest smallest 最少 最低 至少 起
limit limits quota throttle throttling rate_limit rate-limit cap ceiling 限流 限制 限速 配额 额度 限额
colour color shade 颜色
fabric textile material cover 布料 面料 材质 材料
wood wooden timber 木 木材 实木 木头
sample samples swatch 样品 小样 样本
quality 质量 品质
packaging packing pack packed wrapping wrap 包装 打包 装箱
fragile breakable delicate glass 易碎 易碎品
battery batteries power_bank powerbank accumulator 电池 充电宝 锂电池
liquid liquids 液体
forbidden prohibited not_allowed banned disallowed not_accepted not_carry restricted 禁止 禁寄 不能 不收 不可以 违禁 不得
international abroad overseas foreign other_country another_country outside_the_country worldwide cross-border 国际 国外 境外 海外 外国 跨境
domestic inland national within_the_country 国内 境内
customs import_duty clearance 海关 清关 报关 关税
held stuck detained stopped seized hold_up 扣留 扣 卡住 扣押 滞留 被扣
country countries nation 国家
city town 城市
island islands 岛 岛屿
furniture sofa couch bed table chair wardrobe shelf bookcase desk cupboard 家具 沙发 床 桌子 椅子 衣柜 书架 柜子
sofa couch settee 沙发
shelf bookcase bookshelf shelves 书架 架子
mattress 床垫
cold frozen chilled refrigerated fresh 冷链 生鲜 冷藏 冷冻 海鲜
food meal meals lunch dinner breakfast eating restaurant 餐 餐费 吃饭 用餐 饭 伙食
car vehicle automobile van 车 汽车 私家车 开车
kilometre kilometer km mileage mile miles 公里 里程
fuel petrol gas gasoline 汽油 油费
travel trip journey business_trip 出差 旅行 差旅 行程
hotel accommodation 酒店 住宿
recycle recycling dispose disposal take_away old_one second-hand used 回收 旧 二手 处理
eco sustainable environment environmental certified certification 环保 认证 可持续
gift present 礼物 礼品
open opening_hours business_hours opening_times hours close_at 营业 营业时间 开门 关门 几点 上班 下班 服务时间
`;
