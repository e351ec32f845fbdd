/** Lets this process's own messages wake the listeners of their queues at once, as the host does. */
export class QueueWatch {
  readonly #wakers = new Map<string, Set<() => void>>();

  register(queueName: string, wake: () => void): void {
    const known = this.#wakers.get(queueName) ?? new Set();
    this.#wakers.set(queueName, known.add(wake));
  }

  notify(queueName: string): void {
    for (const wake of this.#wakers.get(queueName) ?? []) wake();
  }
}
