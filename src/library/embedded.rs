//! The standards inside the binary. A test holds this list and the folder together.

/// Path below `standards/` and text of every embedded file.
pub const FILES: &[(&str, &str)] = &[
    (
        "checklists/chemotherapy-administration/2.0.0.toml",
        include_str!("../../standards/checklists/chemotherapy-administration/2.0.0.toml"),
    ),
    (
        "checklists/patient-safety/1.0.0.toml",
        include_str!("../../standards/checklists/patient-safety/1.0.0.toml"),
    ),
    (
        "checklists/pharmacy/2.0.0.toml",
        include_str!("../../standards/checklists/pharmacy/2.0.0.toml"),
    ),
    (
        "checklists/trials-infrastructure/2.0.0.toml",
        include_str!("../../standards/checklists/trials-infrastructure/2.0.0.toml"),
    ),
    (
        "programs/full-partner/1.0.0.toml",
        include_str!("../../standards/programs/full-partner/1.0.0.toml"),
    ),
    ("vocabulary.toml", include_str!("../../standards/vocabulary.toml")),
];
