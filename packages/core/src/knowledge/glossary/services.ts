// services: words of lessons, travel, health, homes, networks and shops that stand for each other, a meaning a line; _ joins a phrase
export const services = `
technician engineer fitter repairman mechanic workman service_man 技术员 师傅 工程师 维修员 技师 安装师傅
maintenance planned_work upkeep servicing works scheduled_work 维护 检修 保养 施工
night overnight nighttime late_at_night evening 夜里 晚上 夜间 深夜 半夜 凌晨
wifi wi-fi wireless wireless_network wlan hotspot 无线 无线网 无线网络
reach range coverage signal reception weak_signal far_away 信号 覆盖 范围 够不到
dead down offline no_connection not_connected cut_off disconnected no_internet no_signal 断网 断了 没网 连不上 断线 中断 没信号
cut_off disconnect disconnection switch_off 切断 停机 断开 停掉
collect collected take_the_money withdraw_money direct_debit debit debited charge_my_account 扣款 划款 代扣 收取 扣钱
promised advertised booked guaranteed owed agreed 承诺 约定 保证 订购
tied bound locked_in committed stuck minimum_term 绑定 约束 合约期 捆绑
change_my_mind changed_my_mind revoke withdraw withdrawal cooling-off cooling_off take_it_back 反悔 撤回 撤销 后悔 冷静期
appointment visit slot date meeting 预约 约 上门 约定 会面
watch viewing stream look_at see 看 观看 收看
channel channels programme program show 频道 节目
at_once simultaneously at_the_same_time in_parallel together 同时 一起 一并
record recording recordings recorder 录制 录像 录音 录
replay rewatch watch_later on_demand playback missed_lesson 回放 重看 回看 录像 录播
live live_class livestream 直播
nuisance unwanted spam harass keeps_calling annoying_calls block 骚扰 骚扰电话 拦截 屏蔽 拉黑
ring call phone dial telephone 打电话 拨打 通话 电话
sister brother mother father parents family relatives 家人 亲戚 父母 姐妹 兄弟
textbook textbooks book books course_book material materials workbook 教材 课本 书 书本 资料 讲义
tuition tuition_fee course_fee school_fee 学费 课程费 课时费
lesson lessons class classes course courses session sessions 课 课程 上课 课时 节课 班
level levels beginner intermediate advanced placement 级别 水平 等级 初级 中级 高级 基础 程度
make_up make-up catch_up missed_class repeat_a_class 补课 补 补上 缺课
absent absence absenteeism truancy skip_class 缺勤 旷课 缺席 缺课 没来
late tardy arrive_late not_on_time 迟到 晚到 来晚
pass passing_mark pass_mark passed 及格 通过 合格 过关 考过
fail failed flunk did_not_pass resit retake 不及格 没通过 没过 没考过 补考 挂科
score mark marks points grade result 分数 成绩 得分 分
too_difficult too_hard difficult hard 太难 难 跟不上 困难
too_easy easy simple 太简单 简单 容易
teacher native_speaker foreign_teacher 外教 老师 教师
nationality country_of_origin where_from which_country 国籍 哪国 哪里人 哪个国家 来自
sign_up_together two_people bring_a_friend refer referral recommend_a_friend 同报 一起报名 推荐 介绍 转介绍 两人 朋友
suspend pause leave_of_absence put_on_hold defer 休学 暂停 保留 停课 冻结 延期
go_abroad leave_the_country trip_abroad travel 出国 出境 去国外
sound audio hear voice volume microphone speaker headphones no_sound 声音 听不到 听不见 麦克风 耳机 音量 没声音
screen display picture monitor image 屏幕 画面 显示 黑屏
phone_app mobile_version on_my_phone 手机 手机端 移动端
online_class online_course remote distance e-learning 网课 线上课 线上 在线课
subway underground metro tube get_there directions transport bus 地铁 公交 交通 怎么走 怎么去 路线 坐车 到达
drive driving by_car park parking car_park 开车 停车 停车场 车位 停
campus school building branch_school 校区 学校 教学楼 教室
dormitory dorm student_housing 宿舍 住宿
self-study study_room library 自习 自习室 图书馆
summer_camp holiday_camp 夏令营 冬令营
lunch canteen cafeteria 食堂 午餐 午饭
uniform dress_code 校服 制服 工服
gym_membership gym club fitness_club 健身 健身房 会籍 俱乐部
trainer personal_trainer coach 教练 私教
locker cabinet storage_box 储物柜 柜子
guest_pass day_pass bring_a_guest visitor_pass 体验票 次卡 带人
freeze_membership pause_membership 冻结 暂停
check_in boarding check-in_online boarding_pass 值机 登机 登机牌
baggage luggage suitcase hand_luggage carry-on 行李 托运 箱子 手提
delay delayed late_train late_flight 晚点 延误
rebook change_flight change_ticket change_date 改签 改期 换票
no_show did_not_show_up missed_my_flight missed 没赶上 误机 错过
hotel room accommodation stay night 酒店 房间 住宿 客房 住
early_check-in arrive_early 提前入住 早到
late_check-out stay_longer 延迟退房 晚退房
towel linen sheets bedding 毛巾 床单 床品
heating air_conditioning aircon cooling ac 空调 暖气 冷气
tenant renter lodger occupant 租客 租户 房客
landlord owner lessor 房东 业主
deposit security_deposit bond caution_money 押金 保证金
lease tenancy rental_agreement 租约 租赁合同
subscriber policy_holder account_holder member 会员 用户 户主 账户持有人
doctor physician gp specialist consultant 医生 大夫 专家
nurse caregiver carer 护士 护工
patient patients 病人 患者
prescription medicine drugs medication repeat_prescription 处方 药 药品 配药
dentist dental teeth tooth 牙医 牙齿 口腔 牙
vaccine vaccination jab shot 疫苗 接种 打针
blood_test lab_test sample test_result results 化验 检验 检查结果 抽血
hospital clinic surgery practice 医院 诊所 门诊
insurance_card health_card medical_card 医保卡 社保卡 医保
emergency accident_and_emergency urgent_care 急诊 急救
fasting empty_stomach eat_before 空腹 禁食
glasses contact_lenses eyesight 眼镜 隐形眼镜 视力
animal vet veterinary 兽医 宠物
ticket_price admission entrance_fee 门票 票价 入场费
senior pensioner pensioners elderly retired 老人 老年人 退休
child_ticket kids children_under 儿童票 儿童 小孩
group_booking group_rate large_group party_of 团体 团购 包场
gift_wrap wrapped present 礼品包装 包装
exchange swap different_size another_size wrong_size too_small too_big 换货 换码 尺码 太小 太大
faulty defective broken does_not_work stopped_working malfunction 故障 坏 坏了 失灵 用不了 不能用
leaking leak drips dripping 漏水 漏 滴水 渗水
noise noisy loud rattles humming 噪音 吵 响 异响
smell smells stinks odour 异味 味道 臭
display_shows error_message code_on_the_display 显示 代码 提示
filter filters cartridge 滤芯 滤网 过滤
descale limescale calcify 除垢 水垢
battery_charge charge_level runs_out_of_battery charging_time 电量 充电 没电 续航
range distance how_far how_many_kilometres 续航 距离 多远 里程
unlock_code activation_code code_from_the_letter pin_code 激活码 验证码 密码 码
socket plug outlet power_point wall_socket charge_phone charge_laptop 插座 插头 插上 电源
cable wire cord lead 电缆 网线 线 数据线
restart reboot unplug turn_it_off_and_on 重启 重新启动 拔掉
factory_reset factory_settings reset_button start_over 恢复出厂 出厂设置 重置
own_device own_router bring_my_own my_own 自备 自带 自己的
lent loan loaned rented borrowed on_loan 借用 租用 出借 借
send_back give_back return hand_back 寄回 归还 退还 还
electricity power_supply gas energy_supplier utility 电力 供电 燃气 能源
meter_reading read_the_meter 抄表 读表
tariff rate price_plan plan 资费 套餐 费率
price_rise price_increase put_up_the_price more_expensive_now 涨价 调价 提价
price_cut reduction reduced_price pay_less lower_price 降价 减免 减少
reminder dunning overdue_notice past_due 催缴 催款 逾期 提醒
bank_details iban account_number sort_code 银行账号 账号 卡号 收款账户
proof_of_payment payment_confirmation payment_receipt 付款凭证 支付凭证 回单
invoice_address billing_address company_address tax_id vat_number tax_number 抬头 税号 发票信息 开票信息
net gross before_tax after_tax 税前 税后 净额
overtime extra_hours extra_work 加班 超时
working_hours hours_worked timesheet 工时 工作时间
minimum_wage hourly_rate 最低工资 时薪
maternity paternity parental_leave 产假 陪产假 育儿假
probation trial_period 试用期 考察期
resign hand_in_my_notice notice_period 离职 辞职 离职通知
onboarding first_day start_date 入职 报到
org_chart hierarchy reporting_line 组织架构 汇报
approval approve authorise give_permission sign_off 审批 批准 授权 同意
attachment enclose upload_a_file add_a_file 附件 上传 添加文件
folder directory archive 文件夹 目录 归档
restore undelete recover get_back_deleted deleted_by_mistake accidentally_deleted 恢复 找回 误删
version_history previous_version older_version undo 历史版本 旧版本 撤销 回退
share sharing shared_with send_a_link give_access 共享 分享 发链接
collaborate together co-edit real_time 协作 协同 一起编辑
comment annotate note remark 评论 批注 备注
tag label category mark 标签 分类 标记
deadline due_date expiry_date 截止 到期 期限
reminder alarm alert notification push 提醒 通知 推送 警报
mute silence too_many_notifications stop_notifications 静音 免打扰 关闭通知
dark_mode theme colour_scheme appearance 深色 夜间模式 主题 外观
font text_size letter_size 字体 字号
timezone time_zone local_time 时区
keyboard shortcut hotkey 快捷键
offline without_internet no_connection 离线 断网
desktop computer pc mac windows laptop 电脑 桌面 台式
storage disk_space quota full space_left run_out_of_space 空间 容量 存储 满了 内存
attachment_size file_size how_big_may maximum_size too_large 文件大小 最大 大小限制 太大
format file_type pdf csv xlsx 格式 文件类型
duplicate copy clone 复制 副本 重复
merge combine join_together consolidate 合并 整合
split divide separate 拆分 分开
sandbox test_environment staging test_mode 沙箱 测试环境 测试模式
webhook callback event_notification 回调 通知
rate_limit too_many_requests 429 throttled 限流 频率限制
unauthorized unauthorised 401 invalid_key not_authorized 未授权 无权限
forbidden 403 no_permission access_denied 无权 禁止访问 拒绝访问
not_found 404 missing_page 找不到 不存在
server_error 500 503 internal_error 服务器错误 内部错误
log_file logs trace 日志
status_page health_page incident_page disturbances disruption map_of_disturbances 状态页 故障公告
sla service_level_agreement service_credit 服务等级协议 服务协议
subprocessor third_party supplier vendor 供应商 第三方 服务商
data_protection gdpr dpa privacy_policy personal_data 数据保护 隐私 个人数据
where_is_my_data stored_where data_location data_centre hosting 数据存放 数据中心 机房 服务器
password_manager vault secret_manager 密码管理
phishing suspicious_email strange_call fake_message 钓鱼 可疑邮件 诈骗 骗
call_centre hotline customer_line phone_line helpline 热线 客服电话 呼叫中心
opening_time opening_hours when_are_you_open until_when open_on_sundays 营业时间 开放时间 几点开门 几点关门 开门 关门
close closed closing shut 关门 关闭 休息 打烊
weekend saturdays sundays at_the_weekend 周末 星期六 星期天 周六 周日
public_holidays bank_holiday over_christmas 节假日 法定假日 假期 春节 放假 过年
urgent_order rush_order express faster_delivery 加急 特快 急件
pick_up_in_store click_and_collect collect_it_myself self-collection 自提 到店取
import_fee customs_fee customs_charge 关税 进口税
proof_of_age id_check age_limit 年龄限制 年龄证明
minor under_18 under_age over_18 adult 未成年 未满 成年 成人
disabled wheelchair barrier-free step-free 无障碍 轮椅 残障
recipe ingredients nutrition 配方 成分 营养
expiry_date best_before shelf_life use_by 保质期 有效期 过期
allergens nuts gluten lactose 过敏原 坚果 麸质
fresh fresh_produce vegetables fruit 新鲜 蔬菜 水果
minimum_purchase minimum_spend 起送 最低消费 满减
tip gratuity service_charge 小费 服务费
photo_of take_photos send_pictures pictures 照片 拍照 图片
witness statement police report 证人 报警 警察
lost_and_found left_it_behind forgot_my lost_property left_my 失物 遗失 落下 忘带 丢在
spare_key replacement_key locked_myself_out 备用钥匙 配钥匙 换锁
contact_person account_manager advisor adviser 客户经理 联系人 顾问
wedding event party celebration 婚礼 活动 聚会 宴会
volunteer volunteering 志愿者 义工
newsletter mailing_list subscribe_to_news 邮件列表 订阅 资讯
feedback suggestion improvement review 反馈 建议 意见 评价
complain complaint not_happy unhappy dissatisfied 投诉 不满 不满意 抱怨
`;
