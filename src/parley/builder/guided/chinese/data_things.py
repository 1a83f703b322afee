"""What data are about in Chinese, to their names in snake_case: 锁 → lock, as in 锁的型号, 什么类型的锁; words only."""

THINGS = """
    instrument: 乐器
    lock: 锁, 门锁
    furniture: 家具
    boat: 船, 船只, 游艇, 渡轮, 渔船
    tire: 轮胎
    vehicle: 车, 车子, 车辆, 汽车, 货车
    bike: 自行车, 单车
    phone: 手机, 电话机
    computer: 电脑
    appliance: 家电, 电器
    air_conditioner: 空调
    garment: 衣服, 衣物, 服装, 礼服
    shoe: 鞋, 鞋子
    flower: 花, 鲜花
    plant: 植物, 盆栽, 苗木, 花木
    tree: 树, 树木, 树苗
    animal: 动物, 野生动物
    horse: 马
    fish: 鱼
    book: 书, 图书, 书籍
    document: 证件, 材料, 文件, 文书, 资料
    certificate: 证书, 证明
    contract: 合同
    policy: 保单
    member: 会员
    teacher: 老师, 教师
    coach: 教练
    technician: 师傅, 技师, 工人
    driver: 司机, 驾驶员
    photographer: 摄影师
    caregiver: 护工, 护理员, 月嫂, 阿姨, 保姆
    doctor: 医生, 大夫
    lawyer: 律师
    stylist: 发型师, 造型师
    guide: 导游, 讲解员
    elder: 老人, 长辈
    group: 团, 团队
    team: 球队, 队伍, 队
    event: 活动
    meeting: 会议
    venue: 场地, 场馆
    booth: 展位
    stall: 摊位
    shop: 店铺, 商铺
    cargo: 货物, 货品, 货
    parcel: 包裹
    luggage: 行李
    seat: 座位
    ticket: 票, 门票
    movie: 电影, 影片
    show: 演出, 节目
    class: 班, 课
    course: 课程
    school: 学校
    major: 专业
    project: 项目, 工程
    service: 服务
    dish: 菜, 菜品
    cake: 蛋糕
    drink: 饮料
    tea: 茶, 茶叶
    wine: 酒
    fruit: 水果
    medication: 药, 药品
    vaccine: 疫苗
    plot: 墓位, 墓地, 墓穴
    stone: 石材
    wood: 木材, 木料
    fabric: 布料, 面料
    window: 窗户, 窗
    door: 门
    wall: 墙, 墙面
    roof: 屋顶
    meter: 水表, 电表, 燃气表
    house: 房子, 房屋
    property: 房产, 物业
    room: 房间
    village: 村, 村子, 里
    community: 小区, 社区
    street: 街道
    streetlight: 路灯, 灯杆
    accident: 事故
    case: 案件, 案子
    incident: 事件
    product: 商品, 产品
    device: 设备
    machine: 机器, 机械
    equipment: 器材, 装备
    tool: 工具
    part: 零件, 配件
    battery: 电池
    glasses: 眼镜
    lens: 镜片
    watch: 手表, 钟表
    jewelry: 首饰, 珠宝
    ring: 戒指
    camera: 相机
    donation: 捐赠, 捐款, 捐赠物, 捐赠物品
    supplies: 物资
    position: 岗位, 职位
    department: 部门, 科室
    language: 语言
    system: 系统
    software: 软件
    account: 账号, 账户
    package: 套餐, 套系
    card: 卡
    key: 钥匙
    parking_space: 车位, 停车位
    charger: 充电桩
    crop: 作物, 庄稼, 农作物
    waste: 垃圾, 废品, 废弃物
    sample: 样品
    mold: 模具
    printing: 印刷, 打印
    paper: 纸张, 纸
    sport: 运动, 体育项目
    court: 球场, 场子
    activity: 兴趣, 兴趣班
    dialect: 方言
    translation: 翻译
    manuscript: 稿件, 稿子
    piano: 钢琴
    elevator: 电梯
    tent: 帐篷
    campsite: 营位
    boarding: 寄养
    wedding: 婚礼
    funeral: 告别仪式
    exhibition: 展览, 展会
    loan: 贷款
    visa: 签证
    passport: 护照
    exam: 考试
"""
HEADS = """
    type: 类型, 种类, 类别, 的种类
    name: 名称, 名字, 姓名, 名
    number: 编号, 号码, 号
    model: 型号
    brand: 品牌, 牌子
    size: 尺寸, 尺码, 大小, 规格
    quantity: 数量, 件数
    date: 日期
    time: 时间
    address: 地址
    location: 位置, 地点
    age: 年龄
    weight: 重量, 体重
    color: 颜色
    condition: 状况
    brand_model: 品牌型号
    material: 材质
    title: 标题
    description: 描述
    topic: 主题
"""
