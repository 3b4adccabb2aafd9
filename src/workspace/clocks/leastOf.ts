/**
 * Which of some ascending streams is to be taken from next, again and again until all are at infinity; of equals the
 * first. A heap of their numbers: each step looks at few of them, however many there are.
 */
export function* leastOf(streams: number, at: (stream: number) => number): Generator<number, void> {
  const heap = Array.from({ length: streams }, (_, stream) => stream);
  const isLess = (a: number, b: number) => at(a) < at(b) || (at(a) === at(b) && a < b);
  const sink = (from: number) => {
    for (let place = from; ; ) {
      const left = 2 * place + 1;
      if (heap.length <= left) return;
      const right = left + 1;
      const child = right < heap.length && isLess(heap[right]!, heap[left]!) ? right : left;
      if (!isLess(heap[child]!, heap[place]!)) return;
      [heap[place], heap[child]] = [heap[child]!, heap[place]!];
      place = child;
    }
  };
  for (let place = heap.length >> 1; 0 <= place; place--) sink(place);
  while (0 < heap.length && at(heap[0]!) < Number.POSITIVE_INFINITY) {
    yield heap[0]!;
    sink(0);
  }
}
