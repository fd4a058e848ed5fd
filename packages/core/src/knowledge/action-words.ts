// action-words: common verbs, adjectives and adverbs; what a question is about is told by its nouns, and how it is put by these

/** Not to find one says less than not to find the of a thing. */
export const actions = new Set(
  `
accept access achieve act activate adapt add adjust admit affect agree aim allocate alter announce appear approach approve argue arrange
assign assume attach attempt attend avoid back ban bear beat become begin believe belong block borrow bother bounce break bypass
calculate cancel capture care carry catch cause change chase check choose claim clean clear click close collect combine come
comment commit communicate compare compete complain complete confirm confuse connect consider consist continue control convert convince
cope copy correct count crash create cross cut damage decide declare decline decrease delay demand deny depend describe deserve detect
determine develop die differ disable disappear discover discuss dispatch display divide double download drag draw drop dump earn edit
eject employ empty enable encourage end enforce enjoy ensure enter escape establish evaluate examine exceed exchange exclude
execute exhaust exist expand expect experience expire explore expose express extend face fade fail fall fear feel fetch figure fill
finish fit fix flag flip flow fly focus fold follow force forget forgive form forward freeze gain gather generate grab grant
grow guarantee guess halt hand hang hate hide hold hurt identify ignore imagine implement import improve increase indicate inform insert
insist inspect install intend interrupt introduce invest invite involve join jump justify kick kill knock lack land last launch
lay lead leak learn leave lend lift limit listen live load lock log look lose lower maintain match matter measure meet
mention merge miss mix modify monitor move multiply name notice notify obtain occur open operate oppose organise organize overcome overwrite
owe pack park pass paste pause perform permit pile place play plug point pop post postpone pour practise prepare present preserve
press prevent print proceed process produce progress promise promote protect prove publish pull punish purchase push qualify quit
raise react realise realize recall recognise recognize recommend recover reduce refer reflect refresh refuse register regret reject
relate release rely remain remember remind remove rename renew repair repeat replace reply represent request require reset resolve
respond restart restore restrict result resume retain retry retrieve return reuse reveal reverse review revoke ring rise roll rotate
ruin rush save say scale scan schedule scroll search seek separate serve set settle shift shut sign sit skip sleep slip slow solve
sort spend split spread stand steal step stick stop stretch submit succeed suffer suggest suit supply suppose surprise
survive suspect suspend swap switch tag talk target teach tear tend throw tie toggle touch trace track trade train transfer
translate treat trigger trust turn undo update upgrade upload wait wake walk warn waste watch wear win wipe wish withdraw witness
worry wrap write yield
absent accurate afraid alone annoying asleep automatic available aware awful basic big brief broken busy careful cheap clean common complete
convenient cool correct current daily damaged dangerous dark dead deep different difficult dirty easy early empty entire extra fair familiar
fast final fine flat foreign former free frequent fresh front full funny future great happy hard heavy high hot huge ideal immediate important
impossible initial instant large late latest lazy light likely limited local long loud low lucky main major manual minimum minor missing
modern narrow necessary negative nervous next nice noisy obvious odd old optional ordinary original outside overall past perfect permanent
pleasant poor popular positive possible previous private proper public pure quick quiet rare raw regular relevant reliable safe same
secure sensible serious short silly similar simple single slow small smooth soft spare stable standard steady strange strict strong stupid
successful sudden suitable temporary terrible thick thin tight tiny tired total tough typical unable unclear unusual upset urgent useful usual
valid warm weak weird wet whole wide wild worse worst worth young
abroad accidentally ahead almost alone apart approximately aside automatically badly barely briefly completely constantly correctly daily
directly downtown early elsewhere entirely equally especially eventually exclusively fairly finally forever fully generally gradually
halfway hardly immediately individually instantly instead internally largely later likely mainly manually merely mostly
mysteriously nearly necessarily normally nowadays obviously occasionally officially otherwise overnight partly perfectly permanently personally
possibly previously primarily privately properly randomly rarely regularly repeatedly separately seriously significantly slightly
slowly somehow somewhat specifically straight strictly strongly suddenly temporarily together totally truly typically upstairs downstairs
usually wrongly
忘记 忘 忘了 断开 断 中断 换 更换 切换 换成 传 传到 上传 下载 挂 挂了 结 结算 打开 关闭 关 开 开启 启用 停 停止 停用 暂停 恢复 删 删除 清除 清空 添加 加 增加 减少 提高 提升 降低 调整 调 调长 设置 修改 改
更改 变 变更 变成 保存 留 保留 存 储存 复制 粘贴 拷贝 移动 移 搬 迁移 转 转移 转让 合并 拆分 分开 分享 共享 发送 发 发给 寄 接收 接 收 查看 查 查询 搜 搜索 看到 显示 隐藏 选择 选 勾选 点 点击 按 输入 填 填写 提交 申请
注册 登记 登录 登 退出 注销 绑定 解绑 验证 认证 确认 审核 批准 拒绝 同意 取消 撤销 退 返回 回 回来 走 离开 到 到达 等 等待 催 追 跟踪 定位 丢 丢失 丢了 找回 找到 坏 坏了 破 破了 损坏 修 修好 维修 修复 出错 报错 失败
失效 生效 过期 超时 超过 超出 达到 满 用完 用光 不够 不足 剩 剩下 够 限制 限 允许 禁止 避免 防止 保护 保证 承诺 达标 检查 测试 试 试用 比较 对比 区别 算 计算 统计 分析 预测 估计 记录 记 写 写入 读 读取 打印 导出 导入 导
安装 装 卸载 部署 升级 降级 更新 刷新 同步 连接 连 接入 对接 集成 配置 运行 跑 启动 重启 重置 锁定 锁 解锁 解除 冻结 封 屏蔽 泄露 公开 发布 上线 下线 生成 创建 建 新建 建立 制作 定制 自定义 买 购买 借 还
付 付款 交 收费 扣 赔 赔偿 补 补偿 送 赠 领取 领 兑换 换取 打 打开 打电话 联系 通知 提醒 回复 答复 投诉 反馈 建议 推荐 邀请 加入 参加 退出 学 教 练 见面
排队 预约 预订 预定 改期 推迟 延期 延长 提前 拖延 续 续费 签 签收 签字 签名 盖章 收到 拿到 取 取出 拿 带 放 搬家 送货 上门 拆 组装 安排 处理 解决 操作 管理 控制 监控 调用 调 访问 打通 转接 支持 提供 包含 包括 属于
算错 弄错 搞错 写错 填错 发错 输错 错 错误 错过 误 漏 漏掉 重复 多次 反复 经常 偶尔 随时 立即 马上 立刻 自动 手动 单独 分别 另外 额外 完全 全部 部分 彻底 直接 间接 临时 永久 长期 短期 定期 及时 正常 异常 稳定 快 慢 太慢
太快 太难 太贵 太长 太短 太大 太小 难 容易 简单 复杂 方便 麻烦 贵 便宜 免费 高 低 长 短 大 小 轻 重 远 近 早 晚 旧的 新的 别的 其他 其它 最低 最高 最快 最慢 最大 最小 最长 最短 一样 不同 相同 类似 小心 不小心 故意 害怕 担心
`
    .trim()
    .split(/\s+/),
);

export * as ActionWords from "./action-words";
