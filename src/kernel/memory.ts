/**
 * Where things lie in the kernel's memory. Nothing is ever allocated, so that the host's views of it stay valid.
 * The host knows these places too: `src/core/kernel.ts`, and the order of the columns: `src/core/plainRows.ts`.
 */

/** For each way in which four octets can have one to three digits: where each digit goes. 81 of 16 bytes. */
export const octetPlacesAt: usize = 0x4000;

/** What the host saw in lines that it read itself, for comparison: a date, with what parts it from the time. */
export const dayAt: usize = 0x8000;
/** Of each verdict's text its length as a byte, and then the texts themselves. */
export const verdictLengthsAt: usize = 0x8080;
export const verdictsAt: usize = 0x8100;
export const verdictSize: usize = 64;
/** What lines of syslog begin with; how each is laid out says `src/core/kernel.ts`. */
export const headsAt: usize = 0x9200;
export const headSize: usize = 160;
export const headMidnightAt: usize = 32;
export const headKindAt: usize = 40;
export const headBeforeLengthAt: usize = 41;
export const headBehindLengthAt: usize = 42;
export const headBracketAt: usize = 43;
export const headBehindAt: usize = 48;

/** The piece of a log that is read. Behind it lies enough that no load needs to ask for its end. */
export const textAt: usize = 0x10000;
export const textSize: usize = 0x40000;
const behindText: usize = 0x400;

/** The columns of a block of rows, one behind the other. */
export const capacity: usize = 2048;
export const timeAt: usize = textAt + textSize + behindText;
export const startAt: usize = timeAt + 8 * capacity;
export const endAt: usize = startAt + 4 * capacity;
export const sourceAt: usize = endAt + 4 * capacity;
export const destinationAt: usize = sourceAt + 4 * capacity;
export const sourcePortAt: usize = destinationAt + 4 * capacity;
export const destinationPortAt: usize = sourcePortAt + 4 * capacity;
export const pidAt: usize = destinationPortAt + 4 * capacity;
export const wordsAt: usize = pidAt + 4 * capacity;
/** Where the texts of addresses stand that are no number, in bytes of the text. */
export const sourcePlaceAt: usize = wordsAt + 4 * capacity;
export const destinationPlaceAt: usize = sourcePlaceAt + 4 * capacity;
export const rolesAt: usize = destinationPlaceAt + 4 * capacity;
export const headOfRowAt: usize = rolesAt + capacity;

/** The columns of a block of events, in the place of those of connections: `src/core/plainEvents.ts`. */
export const actorKeyAt: usize = sourceAt;
export const operationKeyAt: usize = actorKeyAt + 4 * capacity;
export const pathStartAt: usize = operationKeyAt + 4 * capacity;
export const pathEndAt: usize = pathStartAt + 4 * capacity;
export const detailStartAt: usize = pathEndAt + 4 * capacity;
export const detailEndAt: usize = detailStartAt + 4 * capacity;
/** -1 where it is not said. */
export const threadAt: usize = detailEndAt + 4 * capacity;
/** Of the rows that have more to tell. */
export const pathHashAt: usize = threadAt + 4 * capacity;
/** Which these are. */
export const tellingAt: usize = pathHashAt + 4 * capacity;
export const marksAt: usize = tellingAt + 2 * capacity;

/** What the host makes of the block: its lines, and numbers for what many rows share. */
export const lineAt: usize = marksAt + capacity;
export const sourceNumberAt: usize = lineAt + 4 * capacity;
export const destinationNumberAt: usize = sourceNumberAt + 4 * capacity;
export const mannerAt: usize = destinationNumberAt + 4 * capacity;
/** Rows with an address that has no number: twice the row, and one more for its destination. */
export const unnumberedAt: usize = mannerAt + 2 * capacity;

/** For each place the words, the roles and the number of a manner. */
export const mannersAt: usize = unnumberedAt + 8 * capacity;
export const mannerSize: usize = 12;
export const mannerBits: u32 = 8;
/** Buckets of four addresses, and the four numbers of these. */
export const addressesAt: usize = (mannersAt + (mannerSize << mannerBits) + 63) & ~63;
export const bucketSize: usize = 32;
export const bucketBits: u32 = 14;
/** Texts of addresses of up to 47 bytes, with zeros behind them, and their numbers. */
export const longAddressesAt: usize = addressesAt + (bucketSize << bucketBits);
export const longAddressSize: usize = 64;
export const longAddressBits: u32 = 12;
/** Where all numbers end. */
export const numbersEnd: usize = longAddressesAt + (longAddressSize << longAddressBits);

/** What lines of events look like, as `src/core/plainEvents.ts` lays it out: columns, and a time and a date. */
export const eventColumnsAt: usize = numbersEnd;
export const eventTimeAt: usize = eventColumnsAt + 16;
/** Ones for each of its bytes that does not change within a second. */
export const eventTimeMaskAt: usize = eventTimeAt + 48;
export const eventDateAt: usize = eventTimeMaskAt + 48;
/** Where cells end, the one in front of the first as well: of 32 columns. */
export const cellEndsAt: usize = eventDateAt + 48;
/** Texts of actors and operations, with zeros behind them; the place of one is its key. */
export const eventTextsAt: usize = (cellEndsAt + 4 * 40 + 63) & ~63;
export const eventTextSize: usize = 64;
export const eventTextBits: u32 = 12;
/** By key: the numbers that the host gave actors and operations, -1 where it gave none. */
export const actorNumbersAt: usize = eventTextsAt + (eventTextSize << eventTextBits);
export const operationNumbersAt: usize = actorNumbersAt + (4 << eventTextBits);
/** By key: which rows of an operation have more to tell. */
export const tellingOfAt: usize = operationNumbersAt + (4 << eventTextBits);
