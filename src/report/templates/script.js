// Sorting and filtering of the gap table, and tables that need no key to scroll. Without it
// everything is readable all the same.
(function () {
  "use strict";
  function each(selector, run, root) { Array.prototype.forEach.call((root || document).querySelectorAll(selector), run); }

  function settle() {
    each(".scroll", function (box) {
      if (box.scrollWidth > box.clientWidth) box.setAttribute("tabindex", "0");
      else box.removeAttribute("tabindex");
    });
  }
  settle();
  window.addEventListener("resize", settle);

  var table = document.querySelector("table[data-gaps]");
  if (!table) return;
  var body = table.tBodies[0];
  var rows = Array.prototype.slice.call(body.rows);
  var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);

  function key(row, at) {
    var cell = row.cells[at];
    var given = cell.getAttribute("data-sort");
    return given === null ? cell.textContent.trim().toLowerCase() : Number(given);
  }
  function compare(one, other) { return one < other ? -1 : one > other ? 1 : 0; }

  heads.forEach(function (head, at) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    // a browser does not print a button again on the next page
    var printed = document.createElement("span");
    printed.className = "printed";
    printed.setAttribute("aria-hidden", "true");
    printed.textContent = head.textContent;
    head.textContent = "";
    head.appendChild(button);
    head.appendChild(printed);
    button.addEventListener("click", function () {
      var up = head.getAttribute("aria-sort") !== "ascending";
      heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      var sorted = rows.slice().sort(function (one, other) {
        return (up ? 1 : -1) * compare(key(one, at), key(other, at)) || rows.indexOf(one) - rows.indexOf(other);
      });
      sorted.forEach(function (row) { body.appendChild(row); });
    });
  });

  var tools = document.querySelector("[data-gaps-tools]");
  var words = tools.querySelector("[data-filter-gaps]");
  var must = tools.querySelector("[data-must-gaps]");
  var shown = tools.querySelector("[data-gaps-shown]");
  tools.hidden = false;
  function filter() {
    var wanted = words.value.trim().toLowerCase().split(/\s+/);
    var count = 0;
    rows.forEach(function (row) {
      var text = row.textContent.toLowerCase();
      var fits = wanted.every(function (word) { return text.indexOf(word) >= 0; }) &&
        (!must.checked || row.getAttribute("data-must") === "yes");
      row.hidden = !fits;
      if (fits) count += 1;
    });
    shown.textContent = count + " / " + rows.length + " " + shown.getAttribute("data-words");
  }
  words.addEventListener("input", filter);
  must.addEventListener("change", filter);
  filter();
})();
