-- wrk: respondents who save pages of the form. Environment: TOKENS, a file of "RESPONDENT TOKEN"
-- lines; PAGE, the page's address after the respondent; FIELDS, its statements, separated by blanks;
-- PAUSE, milliseconds between an answer and the next request of a connection (none without it).
-- Every respondent has an internet address of their own (X-Forwarded-For), as they would have, so that
-- limits by address are at work.
local people = {}
for line in io.lines(os.getenv("TOKENS")) do
  local respondent, token = line:match("^(%S+) (%S+)$")
  people[#people + 1] = {respondent = respondent, token = token}
end
local fields = {}
for field in (os.getenv("FIELDS") or ""):gmatch("%S+") do fields[#fields + 1] = field end
local page = os.getenv("PAGE")
local pause = os.getenv("PAUSE")
if pause then
  -- around the pause, so that the connections don't beat in time
  function delay() return math.random(math.floor(pause * 0.5), math.floor(pause * 1.5)) end
end

local threads = {}
function setup(thread)
  thread:set("number", #threads)
  threads[#threads + 1] = thread
end

at, wrong, first_wrong = 0, 0, nil
function init() at = number * 7919 end

function request()
  at = at + 1
  local person = people[at % #people + 1]
  local round = math.floor(at / #people)
  local body = {"key=" .. person.token, "go=next", "consent=yes"}
  if #fields > 0 then
    body[#body + 1] = "had=" .. string.rep("-", #fields)
    -- other answers in every round, so that every page really has something to save
    for i = 1, #fields do
      body[#body + 1] = "a." .. fields[i] .. "=" .. ((round + i * (round % 3)) % 5 + 1)
    end
  end
  local n = at % #people
  return wrk.format("POST", "/q/" .. person.token .. "/nl/" .. person.respondent .. page, {
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["X-Forwarded-For"] = "10." .. math.floor(n / 65536) .. "." .. math.floor(n / 256) % 256 .. "." .. n % 256,
  }, table.concat(body, "&"))
end

-- A saved page sends the browser on.
function response(status)
  if status ~= 303 then
    wrong = wrong + 1
    first_wrong = first_wrong or status
  end
end

function done(summary, latency)
  local count, example = 0, ""
  for _, thread in ipairs(threads) do
    count = count + thread:get("wrong")
    example = thread:get("first_wrong") or example
  end
  local errors = summary.errors
  io.write(string.format("%.0f pages/s, p50 %.1f ms, p99 %.1f ms, longest %.1f ms; %d not saved%s, %d without answer\n",
    summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    latency.max / 1e3, count, count > 0 and " (status " .. example .. ")" or "",
    errors.connect + errors.read + errors.write + errors.timeout))
end
