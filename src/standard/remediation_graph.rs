//! Which remediation waits for which, and circles among them.

use super::model::Checklist;
use std::collections::BTreeMap;

/// Remediations of several checklists and what each waits for.
pub(super) type Graph<'c> = BTreeMap<&'c str, &'c [String]>;

pub(super) fn graph<'c>(checklists: &[&'c Checklist]) -> Graph<'c> {
    let all = checklists.iter().flat_map(|checklist| &checklist.remediations);
    all.map(|remediation| (remediation.id.as_str(), remediation.after.as_slice())).collect()
}

/// Every circle, once, beginning with its smallest id: `["A", "B", "A"]`.
pub(super) fn cycles(graph: &Graph<'_>) -> Vec<Vec<String>> {
    let mut found: Vec<Vec<String>> = Vec::new();
    let mut state: BTreeMap<&str, bool> = BTreeMap::new();
    for start in graph.keys() {
        let mut path = Vec::new();
        visit(graph, start, &mut state, &mut path, &mut found);
    }
    found
}

// depth first; `state` is false while a node is on the path, true when it is done
fn visit<'c>(
    graph: &Graph<'c>,
    node: &'c str,
    state: &mut BTreeMap<&'c str, bool>,
    path: &mut Vec<&'c str>,
    found: &mut Vec<Vec<String>>,
) {
    match state.get(node) {
        Some(true) => return,
        Some(false) => {
            let begin = path.iter().position(|other| *other == node).unwrap_or_default();
            found.push(circle(path.get(begin..).unwrap_or_default()));
            return;
        }
        None => {}
    }
    state.insert(node, false);
    path.push(node);
    for next in graph.get(node).copied().unwrap_or_default() {
        if let Some((next, _)) = graph.get_key_value(next.as_str()) {
            visit(graph, next, state, path, found);
        }
    }
    path.pop();
    state.insert(node, true);
}

fn circle(nodes: &[&str]) -> Vec<String> {
    let smallest = nodes.iter().enumerate().min_by_key(|(_, node)| **node).map_or(0, |(at, _)| at);
    let turned = nodes.iter().cycle().skip(smallest).take(nodes.len() + 1);
    turned.map(|node| (*node).to_owned()).collect()
}
