"""What data are called in Chinese, to their names in snake_case; words only."""

WHOLE = """
    name: 姓名, 名字, 贵姓, 称呼, 怎么称呼, 如何称呼, 姓什么, 名称, 联系人, 姓氏, 客人姓名, 客户姓名, 全名
    name: 尊姓大名, 本人姓名, 大名, 叫什么, 叫什么名字, 联络人
    phone_number: 电话, 手机, 手机号, 手机号码, 电话号码, 联系电话, 联系方式, 联络电话, 联络方式, 号码, 行动电话
    phone_number: 回电号码, 联系号码, 座机, 手提电话, 联系手机, 联系人电话, 预留手机号
    phone_number: 手提号码, 手机尾号, 来电号码, 回拨号码, 回电电话
    email: 邮箱, 电邮, 邮箱地址, 电子邮箱, 电子邮件, 邮件, 邮件地址, email, e-mail, 电子信箱, 信箱, 电邮地址
    order_number: 订单号, 订单编号, 订单号码, 订单, 单号, 下单号, 网购订单号
    date: 日期, 哪天, 哪一天, 日子, 什么日期, 几号, 时间日期, 约哪天, 哪日, 到店日期
    time: 时间, 几点, 时段, 时间段, 几点钟, 钟点, 什么时间, 什么时候, 具体时间, 到店时间, 几时
    address: 地址, 住址, 住哪里, 住哪, 家庭地址, 详细地址, 上门地址, 在哪, 在哪里
    party_size: 人数, 几位, 几个人, 多少人, 几人, 用餐人数, 就餐人数, 入住人数, 参加人数, 位数, 多少位, 出行人数
    party_size: 来几个人
    reason: 原因, 事由, 理由, 为什么, 就诊原因, 来访原因, 原因说明
    problem: 问题, 故障, 症结, 毛病, 故障情况, 故障现象, 故障描述, 问题描述, 出了什么问题, 什么问题, 看什么问题
    problem: 故障内容
    problem: 报修内容, 投诉内容, 什么故障, 报修问题, 哪里坏了
    description: 描述, 情况, 详情, 经过, 情况说明, 怎么回事, 咋回事, 到底咋回事, 到底怎么回事, 事故经过, 发生了什么
    description: 具体情况, 大概情况
    symptoms: 症状, 病情, 哪里不舒服, 不舒服的地方, 什么症状, 主要症状
    id_number: 身份证, 身份证号, 身份证号码, 证件号, 证件号码
    card_number: 卡号, 银行卡号
    license_plate: 车牌, 车牌号, 车牌号码
    case_number: 案号, 报案号, 案件号, 案件编号, 报案编号
    policy_number: 保单号, 保单号码, 保单编号
    tracking_number: 快递单号, 运单号, 物流单号, 包裹号, 快递号
    ticket_number: 工单号, 票号, 工单编号
    member_number: 会员号, 会员卡号, 会员编号
    employee_number: 工号, 员工号, 员工编号
    student_number: 学号
    flight_number: 航班号, 航班
    train_number: 车次
    room_number: 房号, 房间号, 客房号
    unit_number: 门牌号, 楼栋房号, 楼号, 单元号, 楼栋号, 栋号, 门号
    date_of_birth: 出生日期, 生日, 出生年月, 出生年月日
    age: 年龄, 几岁, 岁数, 年纪, 多大, 多大了, 多大年纪
    gender: 性别
    service: 服务, 服务项目, 项目, 业务, 业务类型, 服务类型, 什么服务, 什么项目, 想做的项目, 办什么业务, 做什么项目
    service: 服务内容
    district: 哪个区, 区域, 在哪个区, 地区, 行政区, 片区, 所在区域, 区县
    campus: 校区, 哪个校区
    branch: 门店, 分店, 哪家店, 店铺, 网点, 哪个门店, 分行, 支行, 哪家门店
    check_in_date: 入住日期, 入住时间, 抵店日期, 到店入住日期
    check_out_date: 离店日期, 退房日期, 离店时间, 退房时间
    room_type: 房型, 房间类型
    party_time: 用餐时间
    invoice_title: 抬头, 发票抬头
    tax_number: 税号, 纳税人识别号, 统一编号, 统编
    amount: 金额, 多少钱
    budget: 预算
    location: 地点, 位置, 事发地点, 出险地点, 上车地点, 事故地点, 出发地点, 具体位置
    incident_time: 出险时间, 事发时间, 事故时间
    pickup_location: 上车地点, 取件地点, 接机地点, 出发地
    destination: 目的地, 去哪, 去哪里, 下车地点, 到达地
    size: 尺码, 尺寸, 大小, 码数, 换什么码, 想换的尺码, 要换的尺码, 新尺码, 什么码
    color: 颜色
    quantity: 数量, 几件, 几份, 多少件, 几张, 张数, 份数, 件数
    class: 想上的课, 上什么课, 想约的课
    course: 课程, 报名课程, 想学的课程, 哪门课, 科目, 报什么课, 什么课程
    grade: 年级, 几年级, 读几年级
    school: 学校
    stylist: 指定设计师, 设计师, 发型师, 指定发型师, 理发师
    doctor: 医生, 指定医生, 大夫, 哪位医生, 想看的医生
    department: 科室, 部门, 哪个科室, 挂什么科, 所属部门
    therapist: 技师, 指定技师
    coach: 教练, 指定教练
    device: 设备, 设备名称, 哪台设备, 电脑型号, 设备类型
    model: 型号, 产品型号, 机型, 车型, 家电型号
    brand: 品牌, 牌子, 哪个牌子
    software: 软件, 软件名称, 哪个软件
    purpose: 用途
    company: 公司, 单位, 公司名, 公司名称, 企业名称, 单位名称
    job_title: 职位, 职务, 岗位
    message: 留言, 留言内容, 口信
    remarks: 备注, 特殊要求, 要求, 其他要求, 忌口, 特别需求, 特殊需求
    preferred_time: 方便的时间, 方便时间, 什么时候方便, 方便接电话的时间, 方便联系的时间
    username: 用户名, 账号, 登录账号, 账户名, 帐号
    account_number: 户号, 账户号, 银行账号, 客户号, 客户编号
    meter_number: 表号
    contract_number: 合同号, 合同编号
    serial_number: 序列号
    reservation_number: 预订号, 预约号, 订房号, 确认号, 预订编号, 预约编号
    product: 商品, 产品, 商品名称, 产品名称, 哪件商品, 什么商品, 哪款产品, 货品
    species: 宠物种类, 什么动物, 物种
    breed: 品种, 宠物品种
    pet_name: 宠物名字, 宠物名, 毛孩子名字, 宠物姓名
    weight: 体重, 重量
    height: 身高
    allergies: 过敏史, 过敏, 有没有过敏, 过敏情况
    rating: 评分, 打分, 满意度, 几分
    feedback: 建议, 意见, 反馈
    event_type: 活动类型
    show: 场次, 哪一场, 演出, 演出名称
    seat: 座位, 座位号, 区位
    wechat_id: 微信, 微信号
    postcode: 邮编
    photo: 照片
    area: 面积, 房屋面积
    mileage: 里程, 公里数
    nationality: 国籍
    passport_number: 护照号, 护照号码
    insurance: 保险, 医保
    medical_history: 病史
    elevator: 有没有电梯, 电梯, 是否有电梯
    nights: 几晚, 住几晚, 晚数, 入住天数
    urgency: 紧急程度
    consent: 是否同意
    stay_dates: 入住和离店日期
"""
PARTS = """
    child: 孩子, 小孩, 小朋友, 儿童, 子女, 小朋友的, 娃, 幼儿, 小孩子, 学童
    baby: 宝宝, 婴儿, 宝贝
    parent: 家长, 监护人, 父母, 妈妈
    contact: 联系人, 联络人
    guest: 住客, 入住人, 来宾
    lost: 丢失, 遗失
    owner: 主人, 饲主, 房东, 铲屎官
    visitor: 访客, 来访者
    bride: 新娘
    groom: 新郎
    deceased: 逝者, 往生者
    incident: 事发, 出事
    property: 房源, 房产
    student: 学员, 学生
    team: 团队, 团体
    old: 搬出, 搬离, 迁出
    new: 搬入, 迁入
    pet: 宠物, 狗狗, 猫咪, 毛孩子
    new: 新的, 新, 改后的, 改到的, 想改的, 换的, 想换的, 要改的, 变更后的
    original: 原本的, 原来的, 原, 原先的, 旧的, 原定, 原定的, 之前的
    patient: 患者, 病人
    company: 公司, 企业
    product: 产品, 商品
    pickup: 取件, 上车, 接送
    delivery: 收货, 送货, 配送, 派送
    recipient: 收件人, 收货人
    sender: 寄件人
    purchase: 购买
    arrival: 到达, 抵达
    departure: 出发
    event: 活动, 婚礼, 宴会
    emergency_contact: 紧急联系人
    course: 课程
    vehicle: 车辆, 车子
    vaccine: 疫苗
    cargo: 货物, 货品
    contract: 合同, 协议
    house: 房屋, 房子
    device: 设备, 机器, 电器, 家电
    shooting: 拍摄
    cake: 蛋糕
    repair: 维修, 修理
    replacement: 更换
"""
IDLE = """
    您的 你的 他的 她的 对方的 对方 客人的 客户的 客人 客户 顾客 本人 用户 主人 家长 车主 业主 病人 会员 员工 患者
    买家 来电者 来电人 投保人 订购人 申请人 报修人 报案人 住客 观众
    人家 具体 详细 完整 准确 真实 有效 预约 预订 预定 想约的 希望的 期望的 期望 方便的 方便 首选 偏好 一个 一下
    现在的 目前的 大概 大致 到店 到访 上门 就诊 用餐 入住 来店 看诊 看房 试驾 退货 退款
    退票 投诉 报修 维修 漏水 取消 请假 咨询 故障 损坏 预计 来访 访问 服务 意向 想要 想要的 想学的 想做的 需要的 需要
    购买 下单 什么 哪个 联系 联络 备用 收货 场次 事故 出险 演出 改期 所需 参观 体验 试听 面试
    安装 配送 送货 活动 装修 房屋 请 问 退换 换货
"""
FINAL = """
    address: 地址
    date: 日期
    time: 时间, 时段
    phone_number: 电话, 手机号, 手机, 号码
    name: 姓名, 名字, 称呼
    reason: 原因, 理由, 事由
    problem: 情况, 问题, 现象, 故障, 描述
    quantity: 数量
    size: 尺码, 尺寸
    age: 年龄
    weight: 体重, 重量
    amount: 金额
    location: 地点, 位置
    number: 号, 编号
    email: 邮箱
    model: 型号
    duration: 时长, 多久
    quantity: 件数, 份数, 张数, 个数
    birthday: 生日
    photo: 照片
    floor: 楼层
    color: 颜色
    budget: 预算
    id_number: 身份证号, 证件号
    height: 身高
    type: 类型, 种类
    breed: 品种
    style: 风格, 样式
    city: 城市
    item: 品项, 物品
    experience: 经验, 经历
    occupation: 职业
    purpose: 用途
    size: 大小
    order_number: 单号
"""
