namespace Portal.Data.Ledgers.Mapping;

/// <summary>
/// The ledger template: every column in order, with its header, its list and the other names it is met under.
/// The numbers of list values are those of the enums of the same meaning (Channel, RequestClass, CaseOutcome …).
/// </summary>
public static class LedgerTemplate
{
    private static readonly LedgerValue[] s_channels = Numbered("来电", "来信", "来访", "公众号", "网站", "12345热线工单", "12319热线", "上级交办", "转办");

    private static readonly LedgerValue[] s_requestClasses = Numbered("咨询", "求助", "报修", "投诉", "举报", "建议");

    private static readonly LedgerValue[] s_complaintTypes = Numbered("服务投诉", "业务投诉", "停供投诉", "故障报修", "质量投诉", "工程建设投诉", "其他投诉");

    private static readonly LedgerValue[] s_urgencies = Numbered("一般", "紧急");

    private static readonly LedgerValue[] s_grades = Numbered("一般件", "复杂件", "重点件", "疑难件");

    private static readonly LedgerValue[] s_outcomes = Numbered("已解决", "部分解决", "未解决", "解释说明", "非本单位职责");

    private static readonly LedgerValue[] s_ratings = Numbered("非常满意", "满意", "基本满意", "不满意", "非常不满意", "未评价");

    private static readonly LedgerValue[] s_validities = Numbered("有效", "无效");

    /// <summary>Indexed by <see cref="LedgerField"/>.</summary>
    public static IReadOnlyList<LedgerColumn> Columns { get; } =
    [
        Plain(LedgerField.CaseNo, "投诉编号", true, ColumnKind.Code, "XL-2025-000123", "本单位内唯一，同一件续报时编号不变；编号较长时单元格请设为文本",
            ["编号", "工单编号", "工单号", "诉求编号", "案件编号", "受理编号", "单号", "case no", "case number", "ticket no", "ticket number"]),
        List(LedgerField.Channel, "受理渠道", true, s_channels, "来电", "从下拉列表中选择",
            ["渠道", "诉求渠道", "投诉渠道", "来源", "诉求来源", "投诉来源", "工单来源", "channel", "source"]),
        List(LedgerField.RequestClass, "诉求类别", true, s_requestClasses, "投诉", "从下拉列表中选择",
            ["诉求类型", "类别", "诉求性质", "request class"]),
        List(LedgerField.ComplaintType, "投诉类型", true, s_complaintTypes, "质量投诉", "从下拉列表中选择",
            ["投诉类别", "投诉分类", "问题类型", "complaint type"]),
        Plain(LedgerField.SubType, "二级类型", false, ColumnKind.Text, "室温不达标", "可不填；本单位的细分类",
            ["二级分类", "子类型", "小类", "细类", "sub type", "subtype"]),
        List(LedgerField.Urgency, "紧急程度", true, s_urgencies, "一般", "从下拉列表中选择",
            ["紧急级别", "缓急程度", "urgency", "priority"]),
        List(LedgerField.Grade, "件别", false, s_grades, "一般件", "从下拉列表中选择；不填视为一般件",
            ["工单级别", "件类", "grade"]),
        Plain(LedgerField.ComplainantName, "投诉人", true, ColumnKind.Text, "王某", "投诉人的姓名或称呼",
            ["投诉人姓名", "姓名", "诉求人", "诉求人姓名", "联系人", "来电人", "用户姓名", "complainant", "complainant name", "name"]),
        Plain(LedgerField.ComplainantPhone, "联系电话", true, ColumnKind.Code, "13800000000", "单元格请设为文本",
            ["电话", "电话号码", "手机", "手机号", "手机号码", "投诉人电话", "联系方式", "来电号码", "phone", "telephone", "mobile"]),
        Plain(LedgerField.Community, "小区", false, ColumnKind.Text, "阳光小区", "可不填",
            ["小区名称", "社区", "所属小区", "community"]),
        Plain(LedgerField.Address, "地址", true, ColumnKind.Text, "3号楼2单元501室", "到户的地址",
            ["详细地址", "投诉地址", "诉求地址", "用户地址", "住址", "地点", "事发地址", "address"]),
        Plain(LedgerField.Content, "投诉内容", true, ColumnKind.Text, "室温只有十六度，连续三天", "按投诉人原意填写",
            ["诉求内容", "问题描述", "内容", "投诉事项", "诉求描述", "content", "description"]),
        Plain(LedgerField.Department, "涉及部门", false, ColumnKind.Text, "客户服务部", "可不填",
            ["部门", "承办部门", "责任部门", "承办单位", "department"]),
        Plain(LedgerField.Staff, "涉及人员", false, ColumnKind.Text, "值班员", "可不填",
            ["人员", "承办人", "经办人", "责任人", "staff", "handler"]),
        Plain(LedgerField.RoomTemperature, "实测室温", false, ColumnKind.Number, "16.5", "摄氏度，只填数字",
            ["室温", "实测温度", "室内温度", "测温", "room temperature"]),
        Plain(LedgerField.DaysWithoutSupply, "未供天数", false, ColumnKind.Number, "2", "天，只填数字",
            ["停供天数", "未供暖天数", "未供热天数", "days without supply"]),
        Plain(LedgerField.PipeDiameter, "管径DN", false, ColumnKind.Number, "300", "毫米，只填数字",
            ["管径", "公称直径", "DN", "pipe diameter"]),
        Plain(LedgerField.ReceivedAt, "受理时间", true, ColumnKind.Time, "2025-11-03 08:05", "办理时限从此时起算",
            ["受理日期", "来电时间", "投诉时间", "诉求时间", "接诉时间", "接单受理时间", "received at", "received time"]),
        Plain(LedgerField.RegisteredAt, "登记时间", false, ColumnKind.Time, "2025-11-03 08:07", "录入台账的时间",
            ["录入时间", "登记日期", "建单时间", "registered at"]),
        Plain(LedgerField.DispatchedAt, "派单时间", false, ColumnKind.Time, "2025-11-03 08:10", "派给承办部门的时间",
            ["派发时间", "转派时间", "交办时间", "分派时间", "dispatched at"]),
        Plain(LedgerField.AcceptedAt, "接单时间", false, ColumnKind.Time, "2025-11-03 08:12", "承办人员接单的时间",
            ["签收时间", "接收时间", "accepted at"]),
        Plain(LedgerField.RespondedAt, "首次响应时间", false, ColumnKind.Time, "2025-11-03 08:20", "首次与投诉人联系的时间",
            ["响应时间", "首次联系时间", "联系用户时间", "first response", "responded at"]),
        Plain(LedgerField.AppointedAt, "预约到场时间", false, ColumnKind.Time, "2025-11-03 09:30", "与投诉人约定的到场时间，可晚于填报时",
            ["预约时间", "约定时间", "预约上门时间", "appointed at"]),
        Plain(LedgerField.ArrivedAt, "到场时间", false, ColumnKind.Time, "2025-11-03 09:25", "到达现场的时间",
            ["到达时间", "上门时间", "到达现场时间", "arrived at"]),
        Plain(LedgerField.RepairStartedAt, "开始抢修时间", false, ColumnKind.Time, "2025-11-03 09:40", "开始抢修的时间",
            ["抢修开始时间", "开始维修时间", "开工时间", "repair started at"]),
        Plain(LedgerField.RepairedAt, "修复时间", false, ColumnKind.Time, "2025-11-03 11:10", "恢复供应的时间",
            ["抢修完成时间", "维修完成时间", "恢复时间", "恢复供应时间", "repaired at"]),
        Plain(LedgerField.RepliedInWritingAt, "书面答复时间", false, ColumnKind.Time, "2025-11-04 10:00", "送出书面答复的时间",
            ["书面回复时间", "书面反馈时间", "replied in writing at"]),
        Plain(LedgerField.FedBackAt, "反馈时间", false, ColumnKind.Time, "2025-11-03 15:00", "向投诉人反馈处理结果的时间",
            ["答复时间", "回复时间", "反馈日期", "fed back at", "feedback time"]),
        Plain(LedgerField.ClosedAt, "办结时间", false, ColumnKind.Time, "2025-11-03 15:05", "办结的时间",
            ["办结日期", "完成时间", "结案时间", "办理完成时间", "closed at", "close date"]),
        Plain(LedgerField.CalledBackAt, "回访时间", false, ColumnKind.Time, "2025-11-04 09:00", "电话或上门回访的时间",
            ["回访日期", "called back at", "callback time"]),
        List(LedgerField.Outcome, "办理结果", false, s_outcomes, "已解决", "从下拉列表中选择",
            ["处理结果", "办理情况", "结果", "outcome", "result"]),
        Plain(LedgerField.Resolution, "处理说明", false, ColumnKind.Text, "排气后室温升至二十一度", "办了什么、怎样答复",
            ["处理情况", "处理意见", "办理说明", "处理过程", "答复内容", "处理措施", "resolution"]),
        Plain(LedgerField.Responsibility, "责任归属", false, ColumnKind.Text, "企业责任", "起因查明后填写",
            ["责任认定", "责任划分", "responsibility"]),
        List(LedgerField.Rating, "评价", false, s_ratings, "满意", "从下拉列表中选择；未取得评价时不填或填未评价",
            ["满意度", "满意度评价", "用户评价", "是否满意", "群众评价", "rating", "satisfaction"]),
        Plain(LedgerField.ReturnCount, "退回次数", false, ColumnKind.Number, "0", "次，只填整数",
            ["退单次数", "退件次数", "return count"]),
        Plain(LedgerField.ExtendedTo, "延期至", false, ColumnKind.Time, "2025-11-06 17:30", "批准延期后的截止时间",
            ["延期时间", "延期到", "延期截止时间", "办理期限", "extended to", "due date"]),
        Plain(LedgerField.ExtensionReason, "延期原因", false, ColumnKind.Text, "等待配件", "有延期时填写",
            ["延期理由", "延期说明", "extension reason"]),
        Plain(LedgerField.Evidence, "佐证材料", false, ColumnKind.Text, "测温单1份", "材料名称或编号",
            ["附件", "佐证", "证明材料", "evidence", "attachments"]),
        Plain(LedgerField.ReturnedAt, "退回时间", false, ColumnKind.Time, "2025-11-03 09:10", "不属于本单位职责，退回工单的时间",
            ["退单时间", "回退时间", "returned at"]),
        Plain(LedgerField.ReturnReason, "退回原因", false, ColumnKind.Text, "不属于本单位供热范围", "有退回时填写",
            ["退单原因", "回退原因", "退回理由", "return reason"]),
        Plain(LedgerField.MediatedAt, "调解完成时间", false, ColumnKind.Time, "2025-11-05 16:00", "纠纷类诉求调解完成的时间",
            ["调解时间", "协商完成时间", "mediated at"]),
        Plain(LedgerField.ObjectedAt, "异议提出时间", false, ColumnKind.Time, "2025-11-06 10:00", "投诉人对处理意见提出异议的时间；不是企业对差评的复议",
            ["异议时间", "投诉人异议时间", "objected at"]),
        Plain(LedgerField.ReconsideredAt, "复议答复时间", false, ColumnKind.Time, "2025-11-08 15:00", "重新核实后答复投诉人的时间",
            ["异议答复时间", "重新答复时间", "reconsidered at"]),
        List(LedgerField.Validity, "投诉有效性", false, s_validities, "有效", "认定后从下拉列表中选择；不填视为尚未认定",
            ["是否有效投诉", "是否有效", "有效性", "validity"]),
    ];

    public static LedgerColumn Column(LedgerField field) => Columns[(int)field];

    /// <summary>The field of an English field name or of a Chinese header; null when it is neither.</summary>
    public static LedgerField? FieldOf(string name)
    {
        foreach (var column in Columns)
        {
            if (column.Header == name || string.Equals(column.Field.ToString(), name, StringComparison.OrdinalIgnoreCase))
            {
                return column.Field;
            }
        }

        return null;
    }

    private static LedgerColumn Plain(
        LedgerField field, string header, bool isRequired, ColumnKind kind, string example, string note, string[] synonyms) =>
        new()
        {
            Field = field,
            Header = header,
            IsRequired = isRequired,
            Kind = kind,
            Example = example,
            Note = note,
            Synonyms = synonyms,
        };

    private static LedgerColumn List(
        LedgerField field, string header, bool isRequired, LedgerValue[] values, string example, string note, string[] synonyms) =>
        new()
        {
            Field = field,
            Header = header,
            IsRequired = isRequired,
            Kind = ColumnKind.List,
            Values = values,
            Example = example,
            Note = note,
            Synonyms = synonyms,
        };

    private static LedgerValue[] Numbered(params string[] names) =>
        [.. names.Select((name, index) => new LedgerValue(name, index + 1))];
}
