namespace Portal.SpotChecks.Schedules;

/// <summary>The words of all pages about campaigns that come again.</summary>
public sealed class ScheduleWords;
