/**
 * Says that something is being set up, and how long it took.
 *
 * @param {string} title
 * @param {() => Promise<void>} work
 */
export async function step(title, work) {
  const began = performance.now();
  console.log(`setup: ${title} …`);
  await work();
  console.log(`setup: done after ${((performance.now() - began) / 1000).toFixed(0)} s`);
}
