// trades: people, things and doings of many trades that stand for each other, a meaning a line; _ joins a phrase
export const trades = `
guest attendee attendees participant participants visitor audience spectator viewer delegate registrant 观众 来宾 客人 参会者 参与者 参会人 嘉宾 听众
buyer purchaser ticket_holder ticket-holder customer shopper 买家 购票人 购买者 买方 客人 顾客
volunteer volunteers helper helpers assistant crew temp 志愿者 工作人员 帮手 义工 临时工
organiser organizer host promoter 主办方 组织者 主办
show concert performance gig festival event play screening 演出 演唱会 活动 音乐节 表演 场次 一场
series recurring repeats rhythm repeating regularly 系列 重复 每周 定期 周期
venue hall theatre theater arena location place 场馆 场地 地点 会场
commission cut percentage service_fee booking_fee fee take_per 抽成 抽 佣金 手续费 服务费 提成 百分之
takings proceeds earnings income ticket_sales money sales 票款 收入 货款 所得 款项
call_off called_off cancelled scrapped fall_through 取消 停办 不办了 办不了
hand_back return_ticket give_back can't_come cannot_come can't_attend 退票 去不了 来不了 不去了
pass_on give_to transfer_to hand_over someone_else friend 转赠 转给 转让 送给 给朋友 给别人
entrance entry door gate admission check_in 入口 门口 进场 入场 检票 验票 现场
qr qr_code barcode code scan scanned scanning 二维码 扫码 条码 扫 扫描 扫不了 扫不出
offline without_a_connection no_connection without_internet no_network no_signal 离线 没网 没有网 断网 没有网络 没信号
draft unpublished not_published hidden private 草稿 未发布 没发布
publish published go_live make_public release 发布 上线 公开
homepage own_site own_website website embed 官网 自己的网站 嵌入 网页
write_to email_to message_to send_to contact notify 发消息 群发 通知 写信
allergy allergies dietary intolerance food_needs 过敏 忌口 饮食禁忌 禁忌
student students pupil learner concession 学生 学员
code voucher_code promo_code coupon_code discount_code redeem redeemed 优惠码 折扣码 兑换码 使用
patient patients case 患者 病人 病患
dentist doctor physician practitioner clinician therapist 医生 大夫 牙医 医师
nurse receptionist reception front_desk practice_staff 护士 前台 接待
chart record records medical_record file 病历 档案 记录
x-ray x-rays xray xrays scan image images picture 影像 片子 拍片
clinic surgery practice hospital 诊所 医院 门诊
no-show missed_visit did_not_come not_turn_up doesn't_turn_up 爽约 没来 未到诊 没到
lawyer attorney solicitor counsel 律师 法务
signature sign signing e-sign esign signed 签名 签字 签署 电子签
signer signatory recipient 签署人 签约方 收件人
witness notary notarised notarized 公证 见证
tenant renter lessee occupant 租客 租户 承租人
landlord owner property_owner lessor 房东 业主 出租人
move_out moving_out vacate leave_the_flat 搬走 退租 搬出
move_in moving_in 入住 搬进
rent monthly_rent rental 房租 租金
driver chauffeur courier rider 司机 骑手 快递员 配送员
vehicle car van truck lorry fleet 车 车辆 汽车 货车 车队
fuel petrol diesel gasoline 油 加油 燃油
crash accident collision damage bump 事故 碰撞 撞了 剐蹭
tyre tire wheel flat_tyre 轮胎 爆胎
licence driving_licence permit license 驾照 许可证 执照
visa passport travel_document 签证 护照
check_bag luggage baggage suitcase carry-on 行李 托运 箱子
delivery_address drop-off destination ship_to 收货地址 送到 目的地 地址
parcel package shipment consignment item 包裹 快递 货物 邮件
customs import_duty duties border 海关 清关 关税
fragile breakable glass delicate 易碎 玻璃
weigh weight heavy kilos 重量 多重 重
warehouse stockroom depot storage 仓库 库房 仓储
stock inventory availability sold_out out_of_stock 库存 存货 缺货 没货 有货
supplier vendor manufacturer maker 供应商 厂家 厂商
quality standard grade 质量 品质
faulty defective damaged broken doesn't_work 坏 损坏 故障 有问题 瑕疵
guarantee warranty covered cover 保修 质保 保障 三包
spare_part part parts component 配件 零件 备件
assemble assembly put_together build set_up 组装 安装 拼装
manual instructions handbook guide 说明书 手册 指南
colour color shade 颜色 色
material fabric wood leather 材质 面料 材料
wash washing clean cleaning laundry 洗 清洗 清洁
gift present wrapping gift_wrap 礼物 礼品 包装
campaign newsletter mailing broadcast 活动 群发 营销 推广
unsubscribe opt_out stop_emails 退订 取消订阅 不想收
spam junk bounce bounced undelivered 垃圾邮件 退信 被拒
secret credential token key password 密钥 凭证 令牌
webhook callback event hook 回调 通知 事件
sandbox test_environment staging test_mode 沙箱 测试环境 测试模式
programming_language python java rust go javascript 编程语言 语言
container docker kubernetes image 容器 镜像
self-host self-hosted on-premise on_premises own_server private_deployment 私有化 私有部署 本地部署 自己部署
compliance hipaa gdpr regulation certificate 合规 等保 认证 法规
penetration_test audit security_review 渗透测试 审计
region country continent where_hosted which_country located 国家 地区 哪里 所在地
meeting call conference video_call consultation 会议 通话 视频 问诊 面谈
camera webcam microphone sound 摄像头 麦克风 声音
headset earphones speaker 耳机 音箱
subtitle caption transcript transcribe 字幕 转录 转写
homework assignment task exercise 作业 练习
gym studio trainer workout 健身房 私教 教练
freeze pause hold put_on_hold suspend 冻结 暂停 停卡
job vacancy position role opening 职位 岗位 招聘
candidate applicant application cv resume 候选人 应聘者 简历
interview hiring recruiter 面试 招聘
overtime extra_hours 加班
payslip salary wage pay 工资 工资单 薪资
expense receipt reimbursement claim 报销 费用 票据
tax return vat deduction 报税 税 抵扣
pension social_insurance provident_fund 社保 公积金 养老
excess deductible own_share 免赔额 自付
beneficiary insured policyholder 受益人 被保险人 投保人
meter reading consumption kilowatt 电表 读数 用电
tariff rate price_plan 资费 电价 费率
power_cut blackout outage no_electricity 停电 断电
signal coverage reception 信号 覆盖
player game level character 玩家 游戏 等级 角色
account_banned banned suspended cheating 封号 被封 作弊
skin item virtual_goods coins 皮肤 道具 金币
donate donation donor charity 捐款 捐赠 慈善
vote voting election ballot 投票 选举
pet dog cat animal vet 宠物 狗 猫 兽医
child kid toddler minor 孩子 儿童 小孩
wheelchair accessible step-free disabled 轮椅 无障碍 残疾人
language translation english chinese interface_language 语言 翻译 英文 中文 界面
dark_mode theme appearance 深色 夜间模式 外观
shortcut keyboard hotkey 快捷键 键盘
`;
