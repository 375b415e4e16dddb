import GoTemplate

extension TimeReader {
    /// The moment that was read.
    ///
    /// - Parameter zone: What it is of where the text does not say.
    func moment(in zone: TimeZone) throws(FunctionError) -> GoTime {
        let (month, day) = try monthAndDay()
        guard day >= 1, day <= CivilDate.days(inMonth: month, of: year) else { throw failure(": day out of range") }
        var hour = self.hour
        if isAfternoon == true, hour < 12 { hour += 12 }
        if isAfternoon == false, hour == 12 { hour = 0 }
        let secondsOfDay = Int64(hour * 3600 + minute * 60 + second)
        func moment(_ zone: TimeZone) -> GoTime {
            .moment(
                year: year, month: Int64(month), day: Int64(day), secondsOfDay: secondsOfDay, nanoseconds: nanoseconds, in: zone)
        }
        if isUTC { return moment(.utc) }
        var time = moment(.utc)
        // Go has -1 for no offset.
        if let offset, offset != -1 {
            time.seconds &-= Int64(offset)
            let period = zone.period(at: time.seconds)
            let isZones = period.offset == offset && (zoneName.isEmpty || period.name == zoneName)
            time.zone = isZones ? zone : TimeZone(fixed: zoneName, offset: offset)
            return time
        }
        guard !zoneName.isEmpty else { return moment(zone) }
        if let offset = zone.offset(named: zoneName, at: time.seconds) {
            time.seconds &-= Int64(offset)
            time.zone = zone
        } else {
            time.zone = TimeZone(fixed: zoneName, offset: Self.greenwichOffset(zoneName))
        }
        return time
    }

    /// The month and the day, which a day of the year may stand for.
    private func monthAndDay() throws(FunctionError) -> (month: Int, day: Int) {
        guard var yearDay = dayOfYear else { return (month ?? 1, day ?? 1) }
        var found: (month: Int, day: Int)?
        if CivilDate.isLeap(year) {
            if yearDay == 31 + 29 {
                found = (2, 29)
            } else if yearDay > 31 + 29 {
                yearDay -= 1
            }
        }
        guard (1...365).contains(yearDay) else { throw failure(": day-of-year out of range") }
        let (month, day) = found ?? Self.monthAndDay(ofDay: yearDay)
        if let own = self.month, own != month { throw failure(": day-of-year does not match month") }
        if let own = self.day, own != day { throw failure(": day-of-year does not match day") }
        return (month, day)
    }

    /// The month and the day of a day of a common year.
    private static func monthAndDay(ofDay dayOfYear: Int) -> (month: Int, day: Int) {
        var month = 12
        while CivilDate.daysBefore(month: month) >= dayOfYear { month -= 1 }
        return (month, dayOfYear - CivilDate.daysBefore(month: month))
    }
}
