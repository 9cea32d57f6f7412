module geng/readers

go 1.18

require github.com/arran4/golang-ical v0.2.8
