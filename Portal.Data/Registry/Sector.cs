namespace Portal.Data.Registry;

/// <summary>A utility trade (S0-03, S2-02). The order is the order of display; stored as its number.</summary>
public enum Sector
{
    Heat = 1,
    Gas = 2,
    Water = 3,
    Drainage = 4,
}
