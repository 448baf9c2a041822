-- Asks for customer pages in random order; ids come from the file named by RUNDBLICK_IDS.
local ids = {}
for line in io.lines(os.getenv("RUNDBLICK_IDS")) do ids[#ids + 1] = line end
local headers = { ["authorization"] = "Bearer " .. os.getenv("RUNDBLICK_TOKEN"), ["accept"] = "text/html" }

function init(args) math.randomseed(os.time()) end

request = function()
    return wrk.format("GET", "/customers/" .. ids[math.random(#ids)], headers)
end

local failed = 0
response = function(status) if status ~= 200 then failed = failed + 1 end end

done = function(summary, latency)
    io.write(string.format("result: per_second=%d p50_ms=%.2f p99_ms=%.2f errors=%d\n",
        summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
        summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout))
end
