//! The standards inside the binary. A test holds this list and the folder together.

/// Path below `standards/` and text of every embedded file.
pub const FILES: &[(&str, &str)] = &[
    (
        "checklists/chemotherapy-administration/2.0.0.toml",
        include_str!("../../standards/checklists/chemotherapy-administration/2.0.0.toml"),
    ),
    (
        "checklists/clinical-outcomes/1.0.0.toml",
        include_str!("../../standards/checklists/clinical-outcomes/1.0.0.toml"),
    ),
    (
        "checklists/information-systems/1.0.0.toml",
        include_str!("../../standards/checklists/information-systems/1.0.0.toml"),
    ),
    (
        "checklists/nursing/1.0.0.toml",
        include_str!("../../standards/checklists/nursing/1.0.0.toml"),
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
        "checklists/program-infrastructure/1.0.0.toml",
        include_str!("../../standards/checklists/program-infrastructure/1.0.0.toml"),
    ),
    (
        "checklists/radiation-oncology/1.0.0.toml",
        include_str!("../../standards/checklists/radiation-oncology/1.0.0.toml"),
    ),
    (
        "checklists/teleoncology-and-access/1.0.0.toml",
        include_str!("../../standards/checklists/teleoncology-and-access/1.0.0.toml"),
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
