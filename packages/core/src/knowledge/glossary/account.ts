// account: words of accounts, access, data and contracts that stand for each other, a meaning a line; _ joins a phrase
export const account = `
account profile 账号 账户 帐号 帐户 户头
register registration sign_up signup enrol enroll join create_account open_account 注册 开户 开通 报名 开立 入会 加入
login log_in logging_in log_into signin sign_in signing_in sign_on get_in 登录 登陆 登入 进不去 进入
logout log_out sign_out signed_out 退出 登出 注销
password passcode passphrase pin pin_code 密码 口令 密码
forget forgot forgotten cannot_remember can't_remember don't_remember lost 忘记 忘了 忘 想不起来 不记得
reset restore recover recovery 重置 找回 恢复 重设
locked locked_out lock blocked block frozen suspended disabled unlock unblock banned 锁定 被锁 锁 冻结 封禁 停用 封号 解锁
two-factor two-step 2fa mfa otp two_step two_factor authenticator verification_code 两步 两步验证 二次验证 双重验证 验证码 验证器
sms text_message text_messages texts 短信
verify verification confirm confirmation approve approval authenticate validate 验证 确认 核实 审批 批准 核验 审核
approve approval decline accept sign_off 批准 审批 同意 驳回
check review checked reviewed examine examination processing assess decide decided decision 审核 审查 审批 核实 查验 检查 处理
fingerprint face_id biometric biometrics 指纹 人脸 刷脸
identity id_card passport identification identity_document 身份 身份证 证件 护照
document documents paper papers paperwork certificate proof form evidence note 文件 材料 证明 资料 单据 证件 手续
cancel cancellation terminate termination unsubscribe end quit stop leave close closing shut_down discontinue give_notice opt_out 取消 退订 终止 解约 注销 关闭 退出 停用 停止 不续 解除 不想用 不想要 退会
close closing shut shut_down 关闭 关门 打烊 注销
delete deletion erase remove wipe removal get_rid_of 删除 清除 移除 抹除 去掉 删掉
keep kept retain retention store stored storage hold save preserve how_long_do_you_keep 保留 保存 存储 留存 保管 存放
data information records record 数据 资料 信息 记录
privacy private confidential gdpr 隐私 保密 个人信息
security secure safe safety protection protected protect 安全 保障 保护 防护
history log audit past_changes who_changed 记录 日志 历史 操作记录
role roles permission permissions rights access authorisation authorization allowed_to_see who_can_see able_to_see 权限 角色 访问 看到 查看
admin administrator owner manager 管理员 所有者 管理
user users member members seat seats colleague colleagues teammate 成员 席位 同事 用户 会员
employee employees staff colleague colleagues worker workers people person team personnel head 员工 职员 人员 同事 人 团队
boss manager supervisor superior head lead 主管 经理 上司 领导 老板
contractor contractors freelancer freelancers freelance external 外包 自由职业 承包商 外聘
invite invitation invited 邀请
link url hyperlink 链接 网址
contract agreement terms 合同 协议 条款
renew renewal extend extension prolong 续约 续费 续订 延期 续期 续
expire expires expiry expiration valid validity run_out lapse 过期 到期 有效期 失效 作废 有效
upgrade bigger_plan higher_plan move_up 升级 更高
downgrade smaller_plan lower_plan move_down 降级 降低
switch change_plan move migrate migration transition 迁移 切换 换 转到 更换
trial try try_out test demo pilot try_before 试用 试 体验 测试 试睡 试一下
change modify edit alter update amend adjust move 修改 更改 变更 改 更换 调整 编辑 更新 换
correct correction fix mend repair wrong mistake error rectify put_right 修改 更正 改正 纠正 错误 错 修正 算错 填错 写错 搞错
import upload bulk batch at_once all_at_once mass 导入 批量 上传 一次 很多
export download extract 导出 下载
backup back_up restore 备份
email e-mail mail mailbox inbox 邮件 邮箱 电子邮件
phone telephone mobile smartphone cell cellphone call handset 电话 手机 致电 打电话
number phone_number no 号码 编号 号
contact reach get_in_touch write_to call_you help_desk helpdesk support hotline 联系 客服 支持 找你们 咨询
complaint complain dispute claim object 投诉 申诉 争议 异议 抱怨
claim apply application request file submit make_a_claim 申请 提出 提交 索赔
ticket case issue 工单
notify notification notice alert reminder remind let_me_know inform 通知 提醒 告知 告诉
language languages translation translated 语言 翻译
name rename 名称 名字 姓名 抬头
company business firm organisation organization enterprise corporation 公司 企业 组织 单位
customer client buyer 客户 顾客 买家
partner partnership reseller affiliate franchise franchisee 合作 代理 加盟 合伙 经销
family household 家庭 家人
child children kid kids minor minors underage 儿童 孩子 未成年 小孩
student students school university pupil 学生 学校 大学
old elderly senior seniors pensioner 老人 老年
fraud scam scammer phishing tricked fake swindle fraudulent 诈骗 欺诈 骗 被骗 骗子 假冒
unknown unrecognised unrecognized don't_recognise don't_recognize do_not_recognise suspicious not_mine unfamiliar wasn't_me 陌生 不明 可疑 不是我
leak leaked expose exposed compromised published stolen breach hacked hack 泄露 泄漏 被盗 盗 盗用
stolen steal theft thief 被盗 偷 被偷
lose lost missing misplaced disappear disappeared left_behind can't_find cannot_find gone mislaid 丢失 丢 丢了 弄丢 遗失 找不到 不见了 不见 缺少 少了 挂失
replace replacement new_one substitute swap exchange 更换 换 补办 换新 替换 补发 换货 补卡
`;
