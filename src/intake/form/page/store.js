// What this computer keeps: one entry for each answer under a key of this form alone, so that two forms, and two
// windows with one form, do not mix.

const store = (() => {
  const key = (name) => `${model.storage}/${name}`;
  let room = null;
  try {
    room = window.localStorage;
    room.setItem(key('try'), '1');
    room.removeItem(key('try'));
  } catch {
    room = null;
  }
  const own = () => Object.keys(room).filter((name) => name.startsWith(`${model.storage}/`));
  return {
    /** Whether this browser lets us keep anything at all. */
    possible: Boolean(room),
    /** Whether what is typed is kept. */
    on: Boolean(room),
    /** Set after a refusal, such as a full disk. */
    failed: false,
    get(name) {
      try {
        return JSON.parse(room.getItem(key(name)));
      } catch {
        return null;
      }
    },
    put(name, value) {
      if (!this.on) return;
      try {
        if (value === null) room.removeItem(key(name));
        else room.setItem(key(name), JSON.stringify(value));
        this.failed = false;
      } catch {
        this.failed = true;
      }
    },
    /** Removes every entry of this form; how many are left, which must be none. */
    erase() {
      if (!room) return 0;
      own().forEach((name) => room.removeItem(name));
      return own().length;
    },
    count: () => (room ? own().length : 0),
    nameOf: (full) => (full && full.startsWith(`${model.storage}/`) ? full.slice(model.storage.length + 1) : null),
  };
})();
