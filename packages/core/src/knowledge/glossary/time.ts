// time: words of time, people and work that stand for each other, a meaning a line; _ joins a phrase
export const time = `
deadline latest due due_date cut-off cutoff last_day latest_time too_late no_later_than 截止 最晚 最迟 期限 截止时间 之前
late delay delayed overdue behind 延迟 晚 迟 逾期 延误 晚了
long duration how_long take takes period within 多久 多长时间 几天 多少天 时间 时长 期限
fast quick quickly soon speed immediately at_once instant express urgent hurry right_away straight_away 快 尽快 立即 马上 加急 速度 立刻
often frequently every frequency how_often refreshed updated interval 多久一次 频率 每隔 几次
refresh update updated refreshed synchronise synchronize sync 更新 刷新 同步
day days daily 天 日 每天 每日
weekend saturday sunday weekends 周末 周六 周日 星期天
working_day business_day weekday 工作日
holiday holidays vacation leave time_off day_off days_off annual_leave pto off 假 休假 假期 年假 请假 放假 休息 休 假日
christmas new_year spring_festival public_holiday festive 春节 过年 节假日 除夕 圣诞 节日
carry_over carry roll_over unused remaining left_over left into_next_year 结转 剩余 未休完 没休完 没用完 留到 剩下
sick ill illness sickness unwell 病 病假 生病 病了
doctor medical physician 医生 医院 看病
half half_day afternoon morning 半天 半 下午 上午
hour hours hourly 小时 钟头
early earlier ahead ahead_of_time prematurely before_time in_advance sooner beforehand 提前 提早 早
later postpone put_off defer reschedule another_day other_day different_day another_time 改天 推迟 延后 改期 改时间 另一天
old older former previous past ago last last_year 以前 过去 去年 之前 旧 上个
leave leaving left quit resign resignation depart departure former ex-employee terminate fired 离职 离开 辞职 走了 辞退
hire hiring new_hire onboard onboarding newcomer joiner new_colleague 入职 新员工 新同事 录用 添加员工
job jobs job_opening vacancy vacancies career careers work_for_you recruit recruiting recruitment 职位 工作机会 招聘 岗位
add adding create new set_up make put_in enter 添加 新增 加 创建 新建 建立 加进 开
weekly week 周 每周
schedule timetable shift roster 排班 日程 时间表
calendar ical 日历
recurring repeat regular standing_order automatic automatically standing 定期 自动 重复 周期
once one-off single 一次 单次
too_much overpaid excess overpay more_than 多 多发 多付 超出 多了
more additional extra further another second 额外 更多 另外 再 第二 多
everyone all whole everybody 大家 所有人 全部 全体
pension retirement_fund retire 养老 养老金 退休
advance prepay early_pay advance_payment 预支 提前支取
certificate note attestation 证明 证书
ceo chief_executive founder president 总裁 总经理 创始人
accountant tax_adviser bookkeeper 会计
training course lesson class 课程 培训 课
gym exercise fitness workout 健身 锻炼 健身房
teacher instructor trainer tutor coach 老师 教练 讲师
event meeting conference webinar 活动 会议
room hall space 房间 会议室 场地
parking park car_park 停车 停车场 车位
pet pets dog cat animal animals 宠物 狗 猫 动物
weather rain storm 天气 下雨
health healthy 健康
baby infant 婴儿 宝宝
wheelchair disabled accessibility accessible barrier-free 轮椅 无障碍 残疾
ticket tickets seat admission entry 票 门票 车票 入场
luggage baggage suitcase bag 行李 箱子 包
flight plane airline airport 航班 飞机 机场
train rail bus 火车 高铁 公交
guest visitor visitors friend 客人 访客 朋友
`;
