/** Runs once before the tests. */
export default async function setup(): Promise<void> {}
