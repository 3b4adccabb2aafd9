/** The text below as `zstd -19` and `xz -9` pack it, which nothing at hand does for tests. */
export const squeezed: Readonly<Record<string, Buffer>> = {
  "squeezed.zst": bytesOf([
    "KLUv/WSGEy0OAHbqVBRwSQraiITdxyVoU2cSJa4+/+cGHFcASwBLAIyynegnVIyLeMFEEf+rofvxIiLw9fpOPcOEfuSa8xGv",
    "rZCE/nmC1RpvpAAEEBiAoGAMIxkdSXocSDvgQBgLDzhgDNgZEJBgBgocELBhADJAccGCYUGFEUX3ohE+Nd+nDyc/knqk4ZUV",
    "avhziKoI3kRJQh8djAbzE0Y1/PBCKFUi+Kvo1JzgRYWehr7/DYH4Ud1xhVcJKQX/uRotdrx5W1brC7Wnp9cSUz0+P1wT7E1r",
    "hgkfJeiayJNqRRS98JKQ8lU7Jt4LCg+d735wlEeekHqNEKLlMzWKfG/ccj4fW0ofypOpkKkXhKQkXznGAY0YT6j1oNQXXLqQ",
    "9Ct27mDxYsLv/7v8IcJ45PCHU18bcqLp52m8Aok30p6vf2T5CsmTUI6WXgiyVOMribEn7AUj+JfwPfQOYvIoAnioEbBcIREQ",
    "y/fvoG0OEvgRBBAE/hEERhjMD4pn3DEDCmo6LfqjBklY4JgIB40WXvBgol+RJg/WEgttxMrcsSQxbwjZTyg5OaEfqJFikmOI",
    "PQTwRQsYS3nGoEtWxh+SnRiz2WMlaKKQNktTkAggq3mjLQk=",
  ]),
  "squeezed.xz": bytesOf([
    "/Td6WFoAAATm1rRGAgAhARwAAAAQz1jM4BSFAeZdABkMArd9LD9kPYTzjj737DkEzhE9Wufv1WWT+ztWHDRDT+j8CYdyo2xq",
    "lzub/Bky4fUtuIw74d6VqSiFkgtMIA7eY3vmmrG0N4okNCIKxCCYDyx+hepWy/oSDHWUy4Cz9uNVwRp/9TRTJBBIPYLdOsBu",
    "GJf11t+gH1ImC6y6kfFAflLvlo9Ue5BEpWp2c+7JSFdCgVl1St6t0xbz2ITfdIbsY6iyzffOZYVzI7ERe/tGGHmIHGFz/Sf3",
    "WWewkrTdmPlSJBgKk02Bp0z28bXKwj8NTNCbnEH9kt857wAak2/1ATj/p2LU6xBRr6msM+xe4d8e5XsBi+kBz2BN5j9WeV05",
    "wukFIGnj/9samlvgw1NVUADbY+AOGJy4yjYaTHGLvFw9BfV2OxncTBHaRNdyMf2g+inc0wTxYeTTHmfJfnUQ/W6iQ5qjTJ/1",
    "6x80faMYOWl3eq2ye5nSQyElpN/Uir1p0bmgMGRyyXfh3LyYURbOs+/Ig49kfXrwQvmd5HoD8RNjtTJTC/GC0U6EVddDj7bg",
    "1HWGU5+hMLbkKNDkE34FrP54VePGQqBLYbZ9yqQGas3uTGXRQbnxiM9DkUqmhW2JniajjEvGrehK0CWCD8OZVfow/86ETkTT",
    "G87fADdsZcotx58EAAAAAKsu55c2aSgCAAGCBIYpAABGUwOascRn+wIAAAAABFla",
  ]),
};

export const squeezedText = Array.from(
  { length: 60 },
  (_, i) =>
    `2031-07-02 09:${String(i % 60).padStart(2, "0")}:07 DROP UDP 10.20.0.42 203.0.113.${(i * 37) % 250} ${40000 + ((i * 7919) % 20000)} 12000 60 - - - - - - - SEND\n`,
).join("");

function bytesOf(lines: readonly string[]): Buffer {
  return Buffer.from(lines.join(""), "base64");
}
