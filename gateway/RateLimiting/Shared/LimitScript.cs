using System.Globalization;
using Sentiment.Hosting.RateLimiting;
using StackExchange.Redis;

namespace Sentiment.Gateway.RateLimiting.Shared;

/// <summary>
/// The bucket's arithmetic where all gateways meet: in Redis, by its clock, in one step. It is <see cref="TokenBucket"/>'s with whole numbers: of a
/// limit it keeps what has been used, in units times microseconds, of which a microsecond pays off as many as the plan has units a
/// minute. No division, so nothing is rounded and nothing drifts; the largest plan's minute is 3.6e15, and Lua is exact up to 9e15.
/// </summary>
internal static class LimitScript
{
    /// <summary>How the script asks what time it is; tests put a clock of their own in its place.</summary>
    public const string Clock = "redis.call('TIME')";

    /// <summary>
    /// Key: the caller's. Arguments: the three limits of the plan; requests and texts that are wanted (below zero: given back), tokens that have been
    /// used. Answer: which limit refused, by its place from 1, or 0; and what has been used of each.
    /// </summary>
    public const string Text = $$"""
        local minute = 60000000
        local clock = {{Clock}}
        local now = tonumber(clock[1]) * 1000000 + tonumber(clock[2])
        local plan = {tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])}
        local wanted = {tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])}

        -- pcall: what somebody has made of the key is written over, and no error for ever.
        local used = {0, 0, 0}
        local kept = redis.pcall('GET', KEYS[1])
        if type(kept) == 'string' then
          local at, requests, texts, tokens = string.match(kept, '^(%d+) (%d+) (%d+) (%d+)$')
          if at then
            -- A clock that was set back pays nothing off.
            local passed = math.max(0, now - tonumber(at))
            used = {tonumber(requests), tonumber(texts), tonumber(tokens)}
            for i = 1, 3 do
              used[i] = math.max(0, used[i] - passed * plan[i])
            end
          end
        end

        -- Tokens have been used already: a request is refused while there is a debt, which this adds to.
        used[3] = used[3] + wanted[3] * minute
        local refused = 0
        if wanted[1] > 0 and used[3] > plan[3] * minute then
          refused = 3
        end
        for i = 1, 2 do
          if refused == 0 and wanted[i] > 0 and used[i] + wanted[i] * minute > plan[i] * minute then
            refused = i
          end
        end
        if refused == 0 then
          for i = 1, 2 do
            used[i] = math.max(0, used[i] + wanted[i] * minute)
          end
        end

        -- Gone when all is there again, and a second more, as the clock of expiry is coarser: a caller who is idle leaves nothing behind.
        local full = math.max(used[1] / plan[1], used[2] / plan[2], used[3] / plan[3])
        if full > 0 then
          local state = string.format('%.0f %.0f %.0f %.0f', now, used[1], used[2], used[3])
          redis.call('SET', KEYS[1], state, 'PX', string.format('%.0f', math.ceil(full / 1000) + 1000))
        else
          redis.call('DEL', KEYS[1])
        end
        return string.format('%.0f %.0f %.0f %.0f', refused, used[1], used[2], used[3])
        """;

    /// <summary>The script's arguments.</summary>
    public static RedisValue[] Arguments(PlanOptions plan, long requests, long texts, long tokens) =>
        [plan.Requests, plan.Texts, plan.Tokens, requests, texts, tokens];

    /// <summary>Reads its answer.</summary>
    /// <param name="answer">As it came.</param>
    /// <param name="plan">That it was asked with.</param>
    /// <param name="requests">That were wanted.</param>
    /// <param name="texts">That were wanted.</param>
    /// <returns>Null when this is no answer of the script.</returns>
    public static Standing? Read(string? answer, PlanOptions plan, long requests, long texts)
    {
        Span<long> numbers = stackalloc long[4];
        Span<Range> parts = stackalloc Range[numbers.Length + 1];
        if (answer.AsSpan().Split(parts, ' ') != numbers.Length)
        {
            return null;
        }

        for (var i = 0; i < numbers.Length; i++)
        {
            if (!long.TryParse(answer.AsSpan()[parts[i]], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return null;
            }
        }

        Limit? refused = numbers[0] == 0 ? null : (Limit)(numbers[0] - 1);
        return new Standing(
            refused,
            UsedUnits.ToTaken(plan.Requests, numbers[1], refused == Limit.Requests ? requests : null),
            UsedUnits.ToTaken(plan.Texts, numbers[2], refused == Limit.Texts ? texts : null),
            UsedUnits.ToTaken(plan.Tokens, numbers[3], refused == Limit.Tokens ? 0 : null),
            IsShared: true);
    }
}
