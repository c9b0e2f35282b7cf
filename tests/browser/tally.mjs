// Counts check groups and prints one line for each, its faults below it.

export class Tally {
  passed = 0;
  failed = 0;

  /** `groups`: the name of each check group and its faults, none if it passed. */
  add(what, groups) {
    for (const [group, faults] of Object.entries(groups)) {
      if (faults.length) this.failed += 1;
      else this.passed += 1;
      console.log(`${faults.length ? 'FAIL' : 'ok  '} ${what}: ${group}`);
      for (const fault of faults.slice(0, 12)) console.log(`       ${fault.replaceAll('\n', '\n         ')}`);
      if (faults.length > 12) console.log(`       and ${faults.length - 12} more`);
    }
  }

  /** Prints the sum; the exit code. Having checked nothing is a failure. */
  close() {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    return this.failed || !this.passed ? 1 : 0;
  }
}

/** Two jobs at a time; `done` is called in the order of the jobs. */
export async function inPairs(jobs, work, done) {
  const results = [];
  let next = 0;
  let printed = 0;
  const worker = async () => {
    while (next < jobs.length) {
      const index = next++;
      results[index] = await work(jobs[index]);
      while (results[printed]) {
        done(jobs[printed], results[printed]);
        printed += 1;
      }
    }
  };
  await Promise.all([worker(), worker()]);
}
