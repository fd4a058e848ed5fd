// doing: words of what is done with things, and how, that stand for each other, a meaning a line; _ joins a phrase
export const doing = `
load upload import ingest write insert upsert put_in feed_in 上传 导入 写入 加载 写进去 传
exhausted used_up use_up run_out ran_out reached maxed_out all_gone spent 用完 用光 耗尽 达到 花完 用尽
bypass skip ignore avoid circumvent get_around 跳过 绕过 忽略 不走
switch switch_over fall_back fallback failover another alternative substitute instead 切换 备用 替代 改用 换成 别的
cut_off cuts_off break_off disconnected interrupted aborted dropped timeout times_out 断开 中断 掉线 断了 超时 被断开
push pushed publish published leaked exposed made_public 泄露 公开 传到 传上 外泄
lift raise increase higher extend enlarge 提升 提高 调高 调长 延长 加大
show_up shows_up appear appears visible found findable turn_up 搜到 搜不到 查到 查不到 出现 显示 检索到 被检索
lock restrict restricted limit limited limited_to only confine 限制 限定 只能 仅限 锁定
below miss missed breach breached not_met fall_short 未达到 没达标 未达标 不达标 达不到 没达到
money_back get_money_back paid_back compensation credit back refund 返还 赔 赔偿 退款 补偿
night nightly overnight at_night night-time 夜里 晚上 夜间 凌晨 半夜
working_hours opening_hours office_hours business_hours at_work reachable on_duty 上班 营业时间 工作时间 下班 服务时间 答复
plug plug_in connect hook_up attach 插 插上 接上 连上 接入 连接
myself by_myself on_my_own on_my_own by_themselves themselves oneself diy do_it_myself 自己 自行 自助 自己弄
download get_hold fetch save_a_copy 下载 获取 拿到
on_top surcharge margin markup mark-up 加收 加价 加多少
separately extra additional additionally on_top_of_that 另外 额外 单独 另行
turn_off switch_off turned_off switched_off disable opt_out off deactivate 关闭 停用 关掉 不留 不保存
entries entry rows records items pieces 条 条目 记录 条数
recording recorded record replay playback 录像 回放 录制 录音 录
tied bound locked_in minimum_term commit commitment 绑定 约束 合约期 最短
neighbour neighbor neighbours next_door 邻居
repay pay_back pay_off settle clear_a_debt 还款 还清 还钱 偿还
copy copied copying duplicate view_again see_again shown_again 复制 拷贝 再看 再次查看 副本
limit cap ceiling maximum max quota threshold allowance 上限 限额 额度 封顶 最多 最高 限制
minimum min at_least lowest least 最低 最少 至少 起步
cheapest lowest_price best_price least_expensive 最便宜 最低价 最划算
fastest quickest lowest_latency 最快 最短
twice duplicate double two_copies more_than_once 两份 重复 两次 两遍 双份
undo reverse revert roll_back take_back undone reversed 撤销 撤回 恢复 还原 回退
waive forgive let_off overlook excuse exempt 豁免 免除 免掉 减免
unused left_over remaining not_used leftover 未用完 没用完 剩余 没发完 剩下 多余
stranger strangers new unknown_people first-time never_been 陌生人 没来过 新来 从未 首次
release open_up make_available publish_times 开放 放出 放出来 发布
look_at looked_at seen viewed opened accessed access who_looked 看过 查看 打开 访问 谁看
receive received receiving arrive get 收到 接收 收不到 拿到 到账
arrives credited paid_into paid_out payout land 到账 打入 结算 入账
move migrate switch_over take_over bring_over transfer 迁移 搬 搬过来 导入 搬家 转过来
own_software old_system previous_system both_systems parallel 旧系统 两套系统 同时使用 原系统
offline without_internet no_connection no_internet not_online 断网 没网 离线 没有网络
hear sound audio voice microphone 声音 听不到 没声音 麦克风 音频
see picture camera image 画面 看不到 摄像头 图像
erase wipe delete remove_for_good 删除 删掉 抹掉 清除
colleague teammate coworker co-worker workmate 同事 队友 成员
leaver quit quits resigned left_the_company former 离职 辞职 走了 离开公司
weekdays working_days workdays business_days 工作日 上班日
`;
