// software: words of software and services on the net that stand for each other, a meaning a line; _ joins a phrase
export const software = `
error fail failure bug crash problem not_working doesn't_work broken 报错 错误 失败 出错 故障 问题 用不了 不能用 打不开
error_code status_code response code 错误码 代码 状态码
retry repeat try_again again backoff 重试 再试 重新
outage down downtime incident unavailable offline interruption goes_down 故障 宕机 中断 停机 挂了
uptime availability sla service_level reliability 可用性 可用率
slow slower latency lag sluggish response_time takes_forever takes_ages hangs 延迟 慢 太慢 变慢 卡 卡顿 很慢
faster speed_up performance quicker 加快 提速 更快 性能
timeout time-out times_out timed_out time_out 超时
stream streaming 流式
key keys credential secret api_key api_token access_token 密钥 秘钥 令牌 钥匙
rotate rotation renew_key 轮换 更换
revoke invalidate withdraw disable deactivate turn_off switch_off 吊销 撤销 停用 禁用 关闭 作废
enable activate turn_on switch_on activation 启用 开启 激活 打开 开通
sso saml oidc okta single_sign-on single_sign_on 单点 单点登录
model models 模型
version release 版本
retire retirement deprecate deprecated deprecation sunset phase_out end_of_life 下线 停用 弃用 退役
train trained training learn learning 训练 学习
finetune finetuning fine-tune fine-tuned fine-tuning tune tuning 微调 精调
prompt prompts input inputs query 提示词 输入
completion completions output outputs answer response reply 回答 输出 答复
region regions datacenter data_centre data_center location hosted server servers 地域 区域 机房 服务器 哪里
integrate integration connect connection link plugin plug-in sync synchronise work_with works_with connector 接入 集成 对接 连接 打通 同步
api endpoint rest webhook webhooks 接口
setup set_up configure configuration settings setting 配置 设置
usage consumption use utilisation 用量 消耗 使用量
documentation docs manual guide 文档 说明
file files attachment attachments 文件 附件
picture photo photograph image snapshot screenshot take_a_picture 照片 图片 拍照 截图 照
video film clip 视频 录像
print printer printout 打印 打印机
scan scanner 扫描
app application mobile_app 应用 手机应用 客户端 小程序 软件
device devices phone computer laptop tablet 设备 手机 电脑 平板
new_phone new_device new_mobile changed_phone 新手机 换手机 更换手机 换了手机
browser chrome firefox safari 浏览器
website site web_page homepage portal 网站 网页 官网
dashboard console overview panel 控制台 仪表盘 面板
search find look_up 搜索 查找 查询
filter sort 筛选 排序
report reports reporting analytics statistics chart 报告 报表 统计 分析
spreadsheet excel csv table sheet 表格 电子表格
template 模板
backup snapshot 备份
encrypt encrypted encryption 加密
iso soc certified certification compliance compliant audit accredited 认证 合规 等保
domain dns 域名
space disk storage capacity 空间 容量 存储
bandwidth traffic 带宽 流量
internet wifi wi-fi network broadband 网络 上网 宽带 信号 无线
sim esim roaming 漫游 流量卡
router modem 路由器 光猫
install installation installer 安装
update upgrade patch 更新 升级
share shared collaborate 共享 分享 协作
comment comments message messages chat 评论 消息 聊天 留言
project projects task tasks board 项目 任务 看板
permission access 权限
increase raise higher high rise grow double doubled triple go_up went_up goes_up jump jumped more_than_expected unexpectedly_high bigger shot_up 提高 提升 增加 上涨 涨 涨价 翻倍 变多 变贵 高 超出 调高 涨了
decrease reduce lower low cut fall drop go_down went_down less cheaper smaller 降低 减少 下降 调低 变少 降
reason why cause explain how_come 原因 为什么 怎么回事
begin start started launch get_started first_step 开始 启动 开工
wait waiting queue 等待 等 排队
reply respond answer response get_back_to_me hear_back 回复 答复 回应 响应
urgent emergency critical 紧急 加急
report lost report_it 挂失 举报 报告
`;
