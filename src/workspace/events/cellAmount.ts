const timeOfDay = /^(\d{1,2}):(\d{2}):(\d{2}(?:[.,]\d{1,9})?)(?:\s*(am|pm)|z)?$/;

/** What a number or a time of day in small letters means, a time in seconds; NaN of anything else. */
export function amountOf(text: string): number {
  if (text === "") return Number.NaN;
  const number = Number(text.replaceAll(",", ""));
  if (!Number.isNaN(number)) return number;
  const [, hours, minutes, seconds, half] = timeOfDay.exec(text) ?? [];
  if (hours === undefined) return Number.NaN;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half === "pm" ? 12 : 0);
  return hour * 3600 + Number(minutes) * 60 + Number(seconds!.replace(",", "."));
}
